import type pg from "pg";

/**
 * True when a job has been due for ten minutes and nobody took it up: background work stands still. One that failed
 * becomes due again later and is not meant; one made for a night that was slept through counts from when it was made.
 * Where others of its kind or of its queue are under way (job-locks.ts renews their locks), it waits its turn: a dead
 * host's backlog, the night's work behind a large backup. Whether those hang is known to who works on them.
 */
export async function areJobsLate(db: pg.Pool): Promise<boolean> {
  const { rows } = await db.query(
    `select from graphile_worker.jobs as j where locked_at is null and attempts < max_attempts
       and greatest(run_at, created_at) < now() - interval '10 minutes'
       and not exists (select from graphile_worker.jobs as other
         where other.task_identifier = j.task_identifier and other.locked_at > now() - interval '1 minute')
       and not exists (select from graphile_worker._private_job_queues as q
         where q.queue_name = j.queue_name and q.locked_at > now() - interval '1 minute') limit 1`,
  );
  return rows.length > 0;
}

/** True when a job of these tasks has been due for so long and nobody has taken it up. One whose queue is busy waits its turn. */
export async function isSomethingDue(db: pg.Pool, tasks: readonly string[], forMs: number): Promise<boolean> {
  const { rows } = await db.query(
    `select from graphile_worker.jobs as j where locked_at is null and attempts < max_attempts
       and run_at < now() - $1 * interval '1 millisecond' and task_identifier = any($2)
       and not exists (select from graphile_worker._private_job_queues as q
         where q.queue_name = j.queue_name and q.locked_at is not null) limit 1`,
    [forMs, tasks],
  );
  return rows.length > 0;
}

/**
 * Where the clock was put back, the timetable has noted runs of hours that come once more, and would do nothing until
 * they are over, and what was due by the clock of before would wait as long. What was meant for later waits on.
 * @param own this machine's clock, by which the timetable goes, where it begins or was put back; jobs go by the database's
 * @returns whether it was put back
 */
export async function followClockBack(db: pg.Pool, own?: Date): Promise<boolean> {
  const ahead = "> now() + interval '3 minutes'";
  const { rowCount } = await db.query(
    `update graphile_worker._private_known_crontabs set last_execution = least(now(), $1)
     where last_execution > least(now(), $1) + interval '3 minutes'`,
    [own ?? null],
  );
  if (rowCount === 0) return false;
  await db.query(`update graphile_worker._private_jobs set run_at = now()
    where locked_at is null and created_at ${ahead} and (attempts > 0 or run_at <= created_at)`);
  return true;
}
