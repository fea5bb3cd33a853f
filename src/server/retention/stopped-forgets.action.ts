import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { aliveAmong } from "../platform/job-under-key.ts";
import { addJobs } from "../platform/jobs.ts";
import { Problem } from "../platform/problem.ts";
import { type ChannelForget, loadChannelForgets } from "./channel-forget.store.ts";
import { countOpenErasures } from "./erasure.store.ts";
import { forgetJob, forgetKey } from "./note-forget.action.ts";

/** Those of them that wait for a try the queue will not make: it gives a job up after twelve errors. */
export async function stoppedAmong(tx: Tx, forgets: readonly ChannelForget[]): Promise<ChannelForget[]> {
  const waiting = forgets.filter(({ outcome }) => outcome === "waiting");
  const alive = await aliveAmong(tx, waiting.map(forgetKey));
  return waiting.filter((one) => !alive.has(forgetKey(one)));
}

/** "Jetzt noch einmal versuchen": what waits of an erasure is asked for once more, at once. */
export async function askAgain(deps: Pick<Deps, "clock">, tx: Tx, tenantId: string, erasureId: string): Promise<void> {
  const waiting = (await loadChannelForgets(tx, [erasureId])).filter(({ outcome }) => outcome === "waiting");
  if (waiting.length === 0) throw new Problem("not-found");
  const now = deps.clock.now();
  await addJobs(
    tx,
    waiting.map(({ accountId }) => forgetJob(tenantId, erasureId, accountId, now)),
  );
}

/** Of the erasures that are listed: those not done, or of which a channel's own list still waits for a person. */
export async function erasuresToSee(tx: Tx): Promise<{ readonly count: number; readonly path: string }> {
  const stopped = await stoppedAmong(tx, await loadChannelForgets(tx, "waiting"));
  const count = await countOpenErasures(
    tx,
    stopped.map(({ erasureId }) => erasureId),
  );
  return { count, path: "/recht/aufbewahrung" };
}
