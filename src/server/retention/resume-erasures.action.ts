import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { addJobs } from "../platform/jobs.ts";
import { eraseJob } from "./begin-erasure.action.ts";
import { loadChannelForgets } from "./channel-forget.store.ts";
import { openErasures } from "./erasure.store.ts";
import { forgetJob } from "./note-forget.action.ts";
import { stoppedAmong } from "./stopped-forgets.action.ts";

/** The queue is no part of a backup: what was begun then and is not done goes on after a restore. */
export async function resumeErasures(deps: Pick<Deps, "clock">, tx: Tx, tenantId: string): Promise<void> {
  const now = deps.clock.now();
  await addJobs(tx, [
    ...(await openErasures(tx)).map((erasureId) => eraseJob(tenantId, erasureId)),
    ...(await loadChannelForgets(tx, "waiting")).map((one) => forgetJob(tenantId, one.erasureId, one.accountId, now)),
  ]);
}

/** Every night: the queue gives a job up after twelve tries, an erasure that was decided never, nor what a channel has to delete. */
export async function retryErasures(deps: Pick<Deps, "db" | "clock">, tenantId: string): Promise<void> {
  const now = deps.clock.now();
  await deps.db.withTenant(tenantId, async (tx) => {
    const stopped = await stoppedAmong(tx, await loadChannelForgets(tx, "waiting"));
    await addJobs(tx, [
      ...(await openErasures(tx)).map((erasureId) => eraseJob(tenantId, erasureId)),
      ...stopped.map(({ erasureId, accountId }) => forgetJob(tenantId, erasureId, accountId, now)),
    ]);
  });
}
