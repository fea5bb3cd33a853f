import type pg from "pg";

/**
 * True when a job has been due for ten minutes and nobody took it up: background work stands still. One that failed
 * becomes due again later and is not meant; one made for a night that was slept through counts from when it was made.
 */
export async function areJobsLate(db: pg.Pool): Promise<boolean> {
  const { rows } = await db.query(
    `select from graphile_worker.jobs where locked_at is null and attempts < max_attempts
       and greatest(run_at, created_at) < now() - interval '10 minutes' limit 1`,
  );
  return rows.length > 0;
}

/** True when a job has been due for so long and nobody has taken it up. */
export async function isSomethingDue(db: pg.Pool, forMs: number): Promise<boolean> {
  const { rows } = await db.query(
    `select from graphile_worker.jobs where locked_at is null and attempts < max_attempts
       and run_at < now() - $1 * interval '1 millisecond' limit 1`,
    [forMs],
  );
  return rows.length > 0;
}
