import { assertFewUnsent } from "../attachments/assert-few-unsent.ts";
import { limitRate } from "../members/limit-rate.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { day } from "../platform/instant.ts";
import { Problem } from "../platform/problem.ts";
import { countUnsent } from "./team-file.store.ts";

/** Megabytes a guest may hand in a day: hundreds of photos. Somebody else's employee must not fill the disk. */
const guestsPerDay = { name: "guest-megabytes", limit: 2_000, windowMs: day } as const;

/** To be asked before a file of the team is kept. @throws Problem too-many */
export async function limitTeamFiles(
  deps: Deps,
  {
    tenantId,
    memberId,
    role,
    projectId,
    bytes,
  }: Pick<Caller, "tenantId" | "memberId" | "role"> & {
    /** Null: it waits for a message in a room. */
    readonly projectId: string | null;
    readonly bytes: Uint8Array;
  },
): Promise<void> {
  if (role === "guest") await limitGuest(deps, tenantId, memberId, bytes.length);
  if (projectId === null) assertFewUnsent(await deps.db.withTenant(tenantId, (tx) => countUnsent(tx, memberId)));
}

async function limitGuest(deps: Deps, tenantId: string, memberId: string, bytes: number): Promise<void> {
  try {
    await limitRate(deps, tenantId, guestsPerDay, memberId, Math.max(1, Math.ceil(bytes / 1_000_000)));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(error.code, {
      ...error.details,
      detail: {
        de: "Die Datei ist noch nicht da: Von dir kamen heute schon sehr viele. Morgen geht es weiter.",
        en: "The file is not here yet: very many came from you today. It goes on tomorrow.",
      },
    });
  }
}
