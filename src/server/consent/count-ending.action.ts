import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { loadIdle, loadSteps } from "./consent.store.ts";
import { idleSince } from "./consent-life.ts";
import { readLife } from "./read-life.action.ts";
import { showStanding } from "./show-standing.ts";

/** How many consents lie unused for so long that they soon end by themselves, and the day on which the first does (AD-9). */
export async function countEnding(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  tenantId: string,
): Promise<{ ending: number; endsOn: string | null }> {
  const now = deps.clock.now();
  const life = await readLife(tx, tenantId);
  const steps = await loadSteps(tx, await loadIdle(tx, idleSince(now, life)));
  const standings = [...Map.groupBy(steps, ({ identityId }) => identityId).values()].map((own) =>
    showStanding(own, now, life),
  );
  const days = standings.filter(({ expiresSoon }) => expiresSoon).map(({ expiresAt }) => expiresAt?.slice(0, 10) ?? "");
  return { ending: days.length, endsOn: days.toSorted()[0] ?? null };
}
