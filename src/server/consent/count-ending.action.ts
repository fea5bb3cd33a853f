import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { loadIdle, loadSteps } from "./consent.store.ts";
import { idleSince } from "./consent-life.ts";
import { showStanding } from "./show-standing.ts";

/** How many consents nobody used for 18 months and that end by themselves, and the day on which the first does (AD-9). */
export async function countEnding(
  deps: Pick<Deps, "clock">,
  tx: Tx,
): Promise<{ ending: number; endsOn: string | null }> {
  const now = deps.clock.now();
  const steps = await loadSteps(tx, await loadIdle(tx, idleSince(now)));
  const standings = [...Map.groupBy(steps, ({ identityId }) => identityId).values()].map((own) =>
    showStanding(own, now),
  );
  const days = standings.filter(({ expiresSoon }) => expiresSoon).map(({ expiresAt }) => expiresAt?.slice(0, 10) ?? "");
  return { ending: days.length, endsOn: days.toSorted()[0] ?? null };
}
