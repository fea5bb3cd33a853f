import { Logger, run, runMigrations, type TaskList } from "graphile-worker";
import { sql } from "kysely";
import type pg from "pg";
import type { Tx } from "./db.ts";
import type { Log } from "./log.ts";

/**
 * Background work on graphile-worker: retries, back-off, cron and recovery after a crash are the library's.
 * A job is added in the transaction of the change it follows from. Payloads carry ids only.
 */
export interface JobSpec {
  readonly task: string;
  readonly payload: Readonly<Record<string, string | number>>;
  /** One waiting job per key; adding it again moves it. */
  readonly key?: string;
  readonly runAt?: Date;
  readonly maxAttempts?: number;
}

/** Adds jobs inside `tx`; they exist if and only if it commits. */
export async function addJobs(tx: Tx, jobs: readonly JobSpec[]): Promise<void> {
  if (jobs.length === 0) return;
  const rows = jobs.map(({ task, payload, runAt, maxAttempts, key }) => ({
    task,
    payload,
    runAt,
    most: maxAttempts ?? 12,
    key,
  }));
  await sql`
    select graphile_worker.add_job(j.task, payload => j.payload, run_at => j."runAt", max_attempts => j.most, job_key => j.key)
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as j (task text, payload json, "runAt" timestamptz, most int, key text)`.execute(tx);
}

// The library's own lines may quote error messages; ours say what is needed.
const quiet = new Logger(() => () => {});

export type Task = (payload: Readonly<Record<string, unknown>>) => Promise<void>;

export interface Worker {
  stop(): Promise<void>;
}

/** Creates or updates the queue's own tables. */
export async function migrateJobs(pool: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: pool, logger: quiet });
}

/**
 * Starts working. `cron` lines are graphile-worker's crontab ("0 3 * * * sweep").
 * @param concurrency tasks at once
 */
export async function startWorker(
  pool: pg.Pool,
  tasks: Readonly<Record<string, Task>>,
  log: Log,
  cron = "",
  concurrency = 4,
): Promise<Worker> {
  const taskList: TaskList = {};
  for (const [name, task] of Object.entries(tasks)) {
    taskList[name] = async (payload, helpers) => {
      try {
        await task(payload as Readonly<Record<string, unknown>>);
      } catch (error) {
        log.warn("job failed", { job: name, jobId: String(helpers.job.id), attempt: helpers.job.attempts, error });
        throw error;
      }
    };
  }
  const runner = await run({
    pgPool: pool,
    taskList,
    concurrency,
    crontab: cron,
    noHandleSignals: true,
    pollInterval: 2_000,
    logger: quiet,
  });
  runner.promise.catch((error: unknown) => log.error("job runner stopped", { error }));
  return { stop: () => runner.stop() };
}
