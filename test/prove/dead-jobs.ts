import type { Stage } from "./stage.ts";

/**
 * Where another server might be at work, what a dead one was at is begun again when its lock is four minutes old
 * (job-locks.ts). Here they are over at once.
 */
export async function freeDeadJobs({ business, server }: Stage): Promise<void> {
  await business.deps.db.pool.query(
    `update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at < $1`,
    [new Date(server.startedAt)],
  );
  await business.deps.db.pool.query(`select pg_notify('jobs:insert', '{"count":1}')`);
}
