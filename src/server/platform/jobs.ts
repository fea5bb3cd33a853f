import { setTimeout as pause } from "node:timers/promises";
import { Logger, type Runner, run, runMigrations, type TaskList } from "graphile-worker";
import { sql } from "kysely";
import type pg from "pg";
import { atMost } from "./at-most.ts";
import type { Tx } from "./db.ts";
import { type JobLocks, watchJobLocks } from "./job-locks.ts";
import { followClockBack, isSomethingDue } from "./late-jobs.ts";
import type { Log } from "./log.ts";
import { releaseOnce } from "./release-once.ts";

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

/** Each further look at a job that is being taken up finds it taken, and a new one is made; the second is enough. */
const mostLooks = 5;

/**
 * Adds jobs inside `tx`; they exist if and only if it commits. The library looks whether the job under the same key
 * runs already, and only then writes (graphile-worker 0.18, 000020.sql, `add_jobs`): when a worker takes it up in between,
 * nothing is written. That job may have begun before what `tx` changed, so the new one is asked for once more.
 */
export async function addJobs(tx: Tx, jobs: readonly JobSpec[]): Promise<void> {
  let missing = jobs.map(({ task, payload, runAt, maxAttempts, key }) => ({
    task,
    payload,
    runAt,
    most: maxAttempts ?? 12,
    key,
  }));
  for (let look = 0; missing.length > 0; look++) {
    if (look === mostLooks) throw new Error("a job could not be added");
    const { rows } = await sql<{ n: number; id: string | null }>`
      select j.n::int, (graphile_worker.add_job(
        j.task, payload => j.payload, run_at => j."runAt", max_attempts => j.most, job_key => j.key)).id
      from json_to_recordset(${JSON.stringify(missing.map((job, n) => ({ ...job, n })))}::json)
        as j (n int, task text, payload json, "runAt" timestamptz, most int, key text)`.execute(tx);
    const lost = new Set(rows.filter(({ id }) => id === null).map(({ n }) => n));
    missing = missing.filter((_, n) => lost.has(n));
  }
}

// The library's own lines may quote error messages; ours say what is needed.
const quiet = new Logger(() => () => {});

/** A task may answer with the moment at which its job in the queue becomes due. */
export type Task = (payload: Readonly<Record<string, unknown>>) => Promise<unknown>;

export interface Worker {
  stop(): Promise<void>;
}

/** Between a runner that stopped by itself and the next one. */
const restartMs = 500;

/** How long a runner that stops by itself may take before another one takes its place. */
const longestEndMs = 10_000;

/** How long the server waits for what is under way when it stops: longer than any answer of a channel takes. */
export const longestStopMs = 40_000;

/** A runner that takes nothing up for this long, while something is due, stands still. */
const standStillMs = 30_000;

/** Creates or updates the queue's own tables. */
export async function migrateJobs(pool: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: pool, logger: quiet });
}

/** For what is asked for more often than it may take: while it is under way, whoever asks again is done at once. */
export function oneAtATime(task: Task): Task {
  let underWay = false;
  return async (payload) => {
    if (underWay) return undefined;
    underWay = true;
    try {
      return await task(payload);
    } finally {
      underWay = false;
    }
  };
}

/** Further off than this, the queue's own look every two seconds is punctual enough. */
const alarmWithinMs = 60_000;
/** A timer may ring a moment before the database's clock says so. */
const alarmSlackMs = 5;

/** Rouses the queue at the very moment at which a job becomes due, instead of looking more often. A lost one costs two seconds. */
function startAlarm(pool: pg.Pool) {
  const timers = new Map<number, NodeJS.Timeout>();
  const ring = (at: number) => {
    timers.delete(at);
    pool.query(`select pg_notify('jobs:insert', '{"count":1}')`).catch(() => {});
  };
  return {
    set(when: Date) {
      const at = when.getTime();
      const wait = at - Date.now() + alarmSlackMs;
      if (wait > alarmWithinMs || timers.has(at)) return;
      timers.set(at, setTimeout(ring, Math.max(0, wait), at).unref());
    },
    stop() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}

/** Each task holds the lock of its job while it works, and rings when it says when to come next. */
function taskListOf(
  tasks: Readonly<Record<string, Task>>,
  { alarm, locks, log }: { alarm: ReturnType<typeof startAlarm>; locks: JobLocks; log: Log },
): TaskList {
  const taskList: TaskList = {};
  for (const [name, task] of Object.entries(tasks)) {
    taskList[name] = async (payload, helpers) => {
      const letGo = locks.hold(helpers.job.id);
      try {
        const next = await task(payload as Readonly<Record<string, unknown>>);
        if (next instanceof Date) alarm.set(next);
      } catch (error) {
        log.warn("job failed", { job: name, jobId: String(helpers.job.id), attempt: helpers.job.attempts, error });
        throw error;
      } finally {
        letGo();
      }
    };
  }
  return taskList;
}

function beginRunner(
  pgPool: pg.Pool,
  work: { readonly taskList: TaskList; readonly cron: string; readonly concurrency: number },
): Promise<Runner> {
  return run({
    pgPool,
    taskList: work.taskList,
    concurrency: work.concurrency,
    crontab: work.cron,
    noHandleSignals: true,
    pollInterval: 2_000,
    logger: quiet,
    // Without a batch the library lets the promise of a finished job float: when PostgreSQL crashes at that moment the
    // rejection is nobody's and ends this process (F18). In a batch it stops the runner, and the runner begins anew.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
}

/**
 * After a crash of the database a runner may live, listen, and take nothing up any more, without a word. Nothing begun
 * since the last look while a job waits and hands are free says so; what hangs, because its answer went with the
 * database, is no work. Nor does one do its timetable after the clock was put back.
 */
function startPulse(pool: pg.Pool, locks: JobLocks, concurrency: number) {
  let begun = 0;
  let underWay = { now: 0 };
  let standsStill = () => {};
  const look = async () => {
    const idle = begun === 0 && underWay.now < concurrency;
    begun = 0;
    const back = await followClockBack(pool).catch(() => false);
    if (back || (idle && (await isSomethingDue(pool, standStillMs).catch(() => false)) && begun === 0)) standsStill();
  };
  const timer = setInterval(look, standStillMs).unref();
  const hold = (jobId: string) => {
    const mine = underWay;
    begun += 1;
    mine.now += 1;
    const letGo = locks.hold(jobId);
    return () => {
      mine.now -= 1;
      letGo();
    };
  };
  return {
    locks: { ...locks, hold },
    /** Of a new runner: what the one before it still waits for does not keep this one busy. */
    onStandStill(act: () => void) {
      underWay = { now: 0 };
      standsStill = act;
    },
    stop: () => clearInterval(timer),
  };
}

export interface WorkerOptions {
  /** Lines of graphile-worker's crontab (cron-line.ts). */
  readonly cron?: string;
  /** Tasks at once. */
  readonly concurrency?: number;
  /** No other server works on this database. */
  readonly alone?: boolean;
}

/** Starts working. */
export async function startWorker(
  pool: pg.Pool,
  tasks: Readonly<Record<string, Task>>,
  log: Log,
  { cron = "", concurrency = 4, alone = false }: WorkerOptions = {},
): Promise<Worker> {
  const alarm = startAlarm(pool);
  const locks = await watchJobLocks(pool, log, alone);
  const pulse = startPulse(pool, locks, concurrency);
  const taskList = taskListOf(tasks, { alarm, locks: pulse.locks, log });
  await followClockBack(pool);
  const begin = () => beginRunner(releaseOnce(pool, log), { taskList, cron, concurrency });
  const stopping = new AbortController();
  const { signal } = stopping;
  let runner = await begin();
  let beginning = Promise.resolve();
  const watch = (one: Runner): void => {
    let over = false;
    const ended = () => {
      if (over || signal.aborted) return;
      over = true;
      log.warn("job runner stopped by itself");
      beginning = beginAgain();
    };
    one.promise.then(ended, ended);
    pulse.onStandStill(() => {
      ended();
      one.stop().catch(() => {});
    });
    // When PostgreSQL crashes, the end it announces here may never come: what it waits for went with the database.
    one.events.once("pool:gracefulShutdown", () => {
      setTimeout(ended, longestEndMs).unref();
    });
  };
  const beginAgain = async (): Promise<void> => {
    for (;;) {
      await pause(restartMs, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      try {
        runner = await begin();
        watch(runner);
        return;
      } catch (error) {
        log.warn("job runner does not start yet", { error });
      }
    }
  };
  watch(runner);
  return {
    async stop() {
      stopping.abort();
      alarm.stop();
      locks.stop();
      pulse.stop();
      // One that is just beginning would outlive this and keep its connections; one that stopped by itself cannot be
      // stopped again; and one that hangs is left as it is: its jobs are taken up again after the next start.
      const ended = beginning.then(() => runner.stop()).catch(() => {});
      await atMost(longestStopMs, ended);
    },
  };
}
