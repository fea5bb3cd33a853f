import type pg from "pg";
import type { Log } from "./log.ts";

const lookMs = 60_000;

export interface JobLocks {
  /** Says that this process works on a job. @returns to be called when it no longer does */
  hold(jobId: string): () => void;
  stop(): void;
}

/**
 * A process that was killed leaves its jobs locked, and the library frees them only after four hours. Who is alive
 * renews the locks of its jobs every minute, however long they take; a lock nobody has renewed for four minutes is
 * nobody's, and its job is free again: a photo that was on its way is there soon after.
 */
export function watchJobLocks(pool: pg.Pool, log: Log): JobLocks {
  const held = new Set<string>();
  const look = () =>
    lookAfterLocks(pool, [...held]).catch((error: unknown) => log.warn("job locks not looked after", { error }));
  const timer = setInterval(look, lookMs).unref();
  void look();
  return {
    hold(jobId) {
      held.add(jobId);
      return () => held.delete(jobId);
    },
    stop: () => clearInterval(timer),
  };
}

/**
 * Own locks first: after the machine has slept all of them are old. Row by row, because the library's own
 * force_unlock_workers frees everything a process holds when one lock of it is old. What lost its key to a younger one,
 * or never had one, and will not be tried again is deleted; the library keeps it for ever.
 */
async function lookAfterLocks(pool: pg.Pool, held: readonly string[]): Promise<void> {
  await pool.query(
    `with mine as (
      update graphile_worker._private_jobs set locked_at = now()
      where id = any($1::bigint[]) and locked_by is not null
      returning job_queue_id, locked_by)
    update graphile_worker._private_job_queues as q set locked_at = now()
    from mine where q.id = mine.job_queue_id and q.locked_by = mine.locked_by`,
    [held],
  );
  for (const table of ["_private_jobs", "_private_job_queues"])
    await pool.query(`update graphile_worker.${table} set locked_at = null, locked_by = null
      where locked_at < now() - interval '4 minutes'`);
  await pool.query(`delete from graphile_worker._private_jobs
    where key is null and locked_by is null and attempts >= max_attempts`);
}
