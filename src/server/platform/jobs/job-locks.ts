import type pg from "pg";
import type { Log } from "../log.ts";

const lookMs = 20_000;

/** A lock nobody has renewed for so long is nobody's, where another server may work on the same database. */
const forgottenMs = 4 * 60_000;

/** Where no other server lives: longer than it takes a job that was just locked to be held. */
const notBegunMs = 30_000;

export interface JobLocks {
  /**
   * Says that this process works on a job.
   * @param mostMs no job of its kind takes longer
   * @returns to be called when it no longer does
   */
  hold(job: HeldJob, mostMs: number): () => void;
  /** True while a job takes longer than any of its kind: it hangs, and so does what waits for it without a word. */
  hangs(): boolean;
  stop(): void;
}

interface HeldJob {
  readonly id: string;
  readonly task: string;
}

/**
 * A process that was killed leaves its jobs locked, and the library frees them only after four hours. Who is alive
 * renews the locks of its jobs, however long they take; one that nobody renews is nobody's, and its job is free again.
 * A server that is alone on its database knows more: before it begins, every lock is a dead one's, and later every lock
 * of a job it does not work on (the database went while it was done, or another server died). One whose connection was
 * cut is back before the second look that does not see it.
 * @param isAlone no other server lives on this database
 */
export async function watchJobLocks(pool: pg.Pool, log: Log, isAlone: () => Promise<boolean>): Promise<JobLocks> {
  const held = new Map<string, { readonly task: string; readonly until: number; told: boolean }>();
  // That it is done is written a moment after its work is.
  let justDone: string[] = [];
  // Of the machine's own clock, which stands still while the machine sleeps and is never put forward.
  const overdue = () => [...held].filter(([, { until }]) => performance.now() > until);
  const tell = () => {
    for (const [jobId, job] of overdue()) {
      if (!job.told) log.error("job hangs", { job: job.task, jobId: String(jobId) });
      job.told = true;
    }
  };
  let wasAlone = true;
  const look = async (aloneMs: number) => {
    tell();
    const isNow = await isAlone();
    const alone = isNow && wasAlone;
    wasAlone = isNow;
    const deadMs = alone ? aloneMs : forgottenMs;
    const mine = [...held.keys()];
    const spared = [...mine, ...justDone];
    justDone = [];
    await lookAfterLocks(pool, mine, { spared, deadMs, alone }).catch((error: unknown) =>
      log.warn("job locks not looked after", { error }),
    );
  };
  const timer = setInterval(look, lookMs, notBegunMs).unref();
  await look(0);
  return {
    hold({ id, task }, mostMs) {
      held.set(id, { task, until: performance.now() + mostMs, told: false });
      return () => {
        held.delete(id);
        justDone.push(id);
      };
    },
    hangs: () => overdue().length > 0,
    stop: () => clearInterval(timer),
  };
}

/**
 * Own locks first: after the machine has slept all of them are old. Row by row, because the library's own
 * force_unlock_workers frees everything a process holds when one lock of it is old. What lost its key to a younger one,
 * or never had one, and will not be tried again is deleted; the library keeps it for ever.
 */
async function lookAfterLocks(
  pool: pg.Pool,
  held: readonly string[],
  { spared, deadMs, alone }: { readonly spared: readonly string[]; readonly deadMs: number; readonly alone: boolean },
): Promise<void> {
  await pool.query(
    `with mine as (
      update graphile_worker._private_jobs set locked_at = now()
      where id = any($1::bigint[]) and locked_by is not null
      returning job_queue_id, locked_by)
    update graphile_worker._private_job_queues as q set locked_at = now()
    from mine where q.id = mine.job_queue_id and q.locked_by = mine.locked_by`,
    [held],
  );
  // One of the future is as old as the clock was put back. Of another server it may be one that is not renewed yet.
  const dead = "(locked_at <= now() - $1 * interval '1 millisecond' or ($3 and locked_at > now()))";
  await pool.query(
    `update graphile_worker._private_jobs set locked_at = null, locked_by = null
    where ${dead} and id <> all($2::bigint[])`,
    [deadMs, spared, alone],
  );
  await pool.query(
    `update graphile_worker._private_job_queues as q set locked_at = null, locked_by = null
    where ${dead} and not exists (
      select from graphile_worker._private_jobs j where j.job_queue_id = q.id and j.id = any($2::bigint[]))`,
    [deadMs, spared, alone],
  );
  await pool.query(`delete from graphile_worker._private_jobs
    where key is null and locked_by is null and attempts >= max_attempts`);
}

/** Frees what this process leaves half done when it stops: whoever comes next begins it at once, and no try is lost. */
export async function giveBack(pool: pg.Pool, jobIds: readonly string[], log: Log): Promise<void> {
  if (jobIds.length === 0) return;
  // What has lost its key to a younger one is not begun again.
  const given = pool.query(
    `update graphile_worker._private_jobs set locked_at = null, locked_by = null, attempts = attempts - 1
    where id = any($1::bigint[]) and locked_by is not null and key is not null`,
    [jobIds],
  );
  await given.catch((error: unknown) => log.warn("jobs not given back", { error }));
}
