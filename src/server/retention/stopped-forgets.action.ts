import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { aliveAmong } from "../platform/jobs/job-under-key.ts";
import { addJobs } from "../platform/jobs.ts";
import { Problem } from "../platform/problem.ts";
import { type ChannelForget, loadChannelForgets, putChannelForget } from "./channel-forget.store.ts";
import { countOpenErasures } from "./erasure.store.ts";
import { forgetJob, forgetKey, openForgotten } from "./note-forget.action.ts";

/** Those of them that wait for a try the queue will not make: it gives a job up after twelve errors. */
export async function stoppedAmong<One extends ChannelForget>(tx: Tx, forgets: readonly One[]): Promise<One[]> {
  const waiting = forgets.filter(({ outcome }) => outcome === "waiting");
  const alive = await aliveAmong(tx, waiting.map(forgetKey));
  return waiting.filter((one) => !alive.has(forgetKey(one)));
}

/** Waits for a person, and may be asked for once more: the week whose key opens the address is not over. */
export const mayBeAsked = (deps: Pick<Deps, "seal">, tenantId: string, one: ChannelForget): boolean =>
  one.outcome === "parked" && openForgotten(deps, tenantId, one) !== undefined;

/** "Jetzt noch einmal versuchen": what waits of an erasure is asked for once more, at once. */
export async function askAgain(
  deps: Pick<Deps, "clock" | "seal">,
  tx: Tx,
  tenantId: string,
  erasureId: string,
): Promise<void> {
  const forgets = await loadChannelForgets(tx, [erasureId]);
  const parked = forgets.filter((one) => mayBeAsked(deps, tenantId, one));
  const open = [...forgets.filter(({ outcome }) => outcome === "waiting"), ...parked];
  if (open.length === 0) throw new Problem("not-found");
  for (const one of parked) await putChannelForget(tx, tenantId, { ...one, outcome: "waiting" });
  const now = deps.clock.now();
  await addJobs(
    tx,
    open.map(({ accountId }) => forgetJob(tenantId, erasureId, accountId, now)),
  );
}

/** Those not done, or of which a channel's own list still waits for a person, whatever the cause. */
export async function erasuresToSee(
  { clock }: Pick<Deps, "clock">,
  tx: Tx,
): Promise<{ readonly count: number; readonly path: string }> {
  const stopped = await stoppedAmong(tx, await loadChannelForgets(tx, "waiting"));
  const count = await countOpenErasures(
    tx,
    clock.now(),
    stopped.map(({ erasureId }) => erasureId),
  );
  return { count, path: "/recht/aufbewahrung" };
}
