import { runMigrations, type TaskList } from "graphile-worker";
import { sql } from "kysely";
import type pg from "pg";
import type { Tx } from "./db.ts";
import { day } from "./instant.ts";
import { createBell, type Lane, openLane, quiet, startPulse } from "./jobs/job-lane.ts";
import { watchJobLocks } from "./jobs/job-locks.ts";
import { followClockBack } from "./jobs/late-jobs.ts";
import { releaseOnce } from "./jobs/release-once.ts";
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
  /** Of several that wait in one lane the lowest comes first. */
  readonly priority?: number;
}

/** Less is what two clocks drift apart, or a slow line. */
const tolerated = sql.lit("5 seconds");
/** What begins so little too early may say "not yet" until it is time. */
const noticed = sql.lit("100 milliseconds");

/** Each further look at a job that is being taken up finds it taken, and a new one is made; the second is enough. */
const mostLooks = 5;

/**
 * Adds jobs inside `tx`; they exist if and only if it commits. The library looks whether the job under the same key
 * runs already, and only then writes (graphile-worker 0.18, 000020.sql, `add_jobs`): when a worker takes it up in between,
 * nothing is written. That job may have begun before what `tx` changed, so the new one is asked for once more.
 * Jobs begin by the database's clock: where that is far from ours, one that said "not yet" would be begun again at once
 * and without end, or a day late. Where it is only seconds ahead, such a job lies still for half of what is left by ours,
 * and the alarm finds it due.
 */
export async function addJobs(tx: Tx, jobs: readonly JobSpec[]): Promise<void> {
  let missing = jobs.map(({ task, payload, runAt, maxAttempts, key, priority }) => ({
    task,
    payload,
    runAt,
    most: maxAttempts ?? 12,
    key,
    priority: priority ?? 0,
  }));
  for (let look = 0; missing.length > 0; look++) {
    if (look === mostLooks) throw new Error("a job could not be added");
    const { rows } = await sql<{ n: number; id: string | null }>`
      select j.n::int, (graphile_worker.add_job(
        j.task, payload => j.payload, run_at => case
          when gap not between -interval ${tolerated} and interval ${tolerated} then j."runAt" + gap
          when j."runAt" between ours + interval ${noticed} and ours + gap then ours + gap + (j."runAt" - ours) / 2
          else j."runAt" end,
        max_attempts => j.most, job_key => j.key, priority => j.priority)).id
      from (select ours, clock_timestamp() - ours as gap from (select ${new Date()}::timestamptz as ours) as here) as clocks,
        json_to_recordset(${JSON.stringify(missing.map((job, n) => ({ ...job, n })))}::json)
        as j (n int, task text, payload json, "runAt" timestamptz, most int, key text, priority int)`.execute(tx);
    const lost = new Set(rows.filter(({ id }) => id === null).map(({ n }) => n));
    missing = missing.filter((_, n) => lost.has(n));
  }
}

/** A task may answer with the moment at which its job in the queue becomes due. */
export type Task = (payload: Readonly<Record<string, unknown>>) => Promise<unknown>;

export interface Worker {
  /** True while a job takes longer than any of its kind (Lane): whoever runs the machine starts the server anew. */
  hangs(): boolean;
  stop(): Promise<void>;
}

/** Creates or updates the queue's own tables. */
export async function migrateJobs(pool: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: pool, logger: quiet });
}

/** Further off than this, the queue's own look (job-lane.ts) is punctual enough. */
const alarmWithinMs = 60_000;
/** A timer may ring a moment before the database's clock says so. */
const alarmSlackMs = 5;

/** Rouses the queue at the very moment at which a job becomes due, instead of looking more often. A lost one is made good by the next look. */
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
  {
    alarm,
    hold,
    log,
  }: { alarm: ReturnType<typeof startAlarm>; hold: (jobId: string, task: string) => () => void; log: Log },
): TaskList {
  const taskList: TaskList = {};
  for (const [name, task] of Object.entries(tasks)) {
    taskList[name] = async (payload, helpers) => {
      const letGo = hold(helpers.job.id, name);
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

export interface WorkerOptions {
  /** Lines of graphile-worker's crontab (cron-line.ts). */
  readonly cron?: string;
  /** Tasks with hands of their own, the most urgent first. */
  readonly lanes?: readonly Lane[];
  /** All other tasks at once. */
  readonly concurrency?: number;
  /** True while no other server lives on this database. */
  readonly isAlone?: () => Promise<boolean>;
}

/** Starts working. */
export async function startWorker(
  pool: pg.Pool,
  tasks: Readonly<Record<string, Task>>,
  log: Log,
  { cron = "", lanes = [], concurrency = 4, isAlone = async () => false }: WorkerOptions = {},
): Promise<Worker> {
  const alarm = startAlarm(pool);
  const locks = await watchJobLocks(pool, log, isAlone);
  await followClockBack(pool, new Date());
  const bell = createBell();
  // The first lane listens for all and keeps the timetable.
  const open = (lane: Lane, nth: number) => {
    const first = nth === 0;
    const pulse = startPulse(pool, locks, lane, first);
    const own = Object.fromEntries(lane.tasks.map((name) => [name, taskCalled(tasks, name)]));
    return openLane(pool, lane, {
      pulse,
      taskList: taskListOf(own, { alarm, hold: pulse.hold, log }),
      cron: first ? cron : "",
      begun: () => bell.join(first, releaseOnce(pool, log)),
      log,
    });
  };
  const elsewhere = new Set(lanes.flatMap((lane) => lane.tasks));
  const others = Object.keys(tasks).filter((name) => !elsewhere.has(name));
  const rest = { tasks: others, hands: concurrency, mostMs: day };
  const opened = await Promise.all([...lanes, rest].map(open));
  return {
    hangs: () => locks.hangs(),
    async stop() {
      alarm.stop();
      locks.stop();
      await Promise.all(opened.map((lane) => lane.stop()));
    },
  };
}

function taskCalled(tasks: Readonly<Record<string, Task>>, name: string): Task {
  const task = tasks[name];
  if (!task) throw new Error(`no such task: ${name}`);
  return task;
}
