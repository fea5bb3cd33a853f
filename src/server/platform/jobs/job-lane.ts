import { EventEmitter } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { Logger, type Runner, run, type TaskList, type WorkerEvents, type WorkerPool } from "graphile-worker";
import type pg from "pg";
import { atMost } from "../at-most.ts";
import { hour, minute } from "../instant.ts";
import type { Log } from "../log.ts";
import { giveBack, type JobLocks } from "./job-locks.ts";
import { followClockBack, isSomethingDue } from "./late-jobs.ts";

/**
 * Tasks that share hands, so that whatever they wait for holds up their own kind and nobody else. Each lane is a runner of
 * the library's with tasks of its own: a lane never takes up a job it has no hand for.
 */
export interface Lane {
  readonly tasks: readonly string[];
  /** Jobs of it at once. */
  readonly hands: number;
  /** What is under way is not waited for when the server stops: it may be cut anywhere and is begun anew afterwards. */
  readonly mayBeCut?: boolean;
  /** One of its jobs that takes longer hangs; an hour where nothing is said. */
  readonly mostMs?: number;
}

// The library's own lines may quote error messages; ours say what is needed.
export const quiet = new Logger(() => () => {});

/** Between a runner that stopped by itself and the next one. */
const restartMs = 500;

/** How long a runner that stops by itself may take before another one takes its place. */
const longestEndMs = 10_000;

/** How long the server waits for what is under way when it stops: longer than any answer of a channel takes. */
export const longestStopMs = 40_000;

/** And for what may be cut: long enough to write down what is as good as done. */
const cutAfterMs = 1_000;

/** A runner that takes nothing up for this long, while something is due, stands still. */
const standStillMs = 30_000;

/** What is added within this time wakes the other lanes together: a rush of messages is no rush of looks at the queue. */
const togetherMs = 50;

/** Wakes every lane when a job was added; one of them listens for all, because each listening connection is one of few. */
export interface Bell {
  /** @returns what the runner of a lane begins with */
  join(
    listens: boolean,
    pool: pg.Pool,
  ): {
    readonly pgPool: pg.Pool;
    readonly events: WorkerEvents;
    /** How often a free hand looks by itself. Many hands that look often keep a small machine awake. */
    readonly pollInterval: number;
  };
}

/** One connection listens for all lanes and rings for the others. */
export function createBell(): Bell {
  const others = new Set<WorkerPool>();
  let rings = false;
  // For which lane, and how many, a note does not say.
  const ring = () => {
    if (rings) return;
    rings = true;
    setTimeout(() => {
      rings = false;
      for (const other of others) other.nudge(Number.MAX_SAFE_INTEGER);
    }, togetherMs).unref();
  };
  return {
    join(listens, pool) {
      const events: WorkerEvents = new EventEmitter();
      if (listens) {
        events.on("pool:listen:notification", ring);
        return { pgPool: pool, events, pollInterval: 2_000 };
      }
      events.on("pool:create", ({ workerPool }) => others.add(workerPool));
      events.on("pool:gracefulShutdown", ({ workerPool }) => others.delete(workerPool));
      return { pgPool: deaf(pool), events, pollInterval: 5_000 };
    },
  };
}

/** A pool on which nobody listens: the library asks for its listening connection, and for nothing else, with a callback. */
function deaf(pool: pg.Pool): pg.Pool {
  return new Proxy(pool, {
    get(target, key) {
      if (key === "connect") return (listen?: unknown) => (listen === undefined ? target.connect() : undefined);
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

function beginRunner(
  joined: ReturnType<Bell["join"]>,
  work: { readonly taskList: TaskList; readonly cron: string; readonly hands: number },
): Promise<Runner> {
  return run({
    ...joined,
    taskList: work.taskList,
    concurrency: work.hands,
    crontab: work.cron,
    noHandleSignals: true,
    logger: quiet,
    // Without a batch the library lets the promise of a finished job float: when PostgreSQL crashes at that moment the
    // rejection is nobody's and ends this process (F18). In a batch it stops the runner, and the runner begins anew.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
}

/** The jobs a lane has under way. */
export interface Pulse {
  /** Says that a job is begun. @returns to be called when it ends */
  hold(jobId: string, task: string): () => void;
  /** Of a new runner: what the one before it still waits for does not keep this one busy. */
  onStandStill(act: () => void): void;
  underWay(): readonly string[];
  stop(): void;
}

/** A clock that goes by the network is never put back so far at once. */
const putBackMs = 3 * minute;

/**
 * Whether this machine's own clock was put back since `act` was last done with it.
 * @returns does `act`, with the time now where it was
 */
function watchOwnClock() {
  const offset = () => Date.now() - performance.now();
  let before = offset();
  return async (act: (own: Date | undefined) => Promise<boolean>): Promise<boolean> => {
    const now = offset();
    const done = await act(now < before - putBackMs ? new Date() : undefined);
    before = now;
    return done;
  };
}

/**
 * After a crash of the database a runner may live, listen, and take nothing up any more, without a word. Nothing begun
 * or ended since the last look while a job waits and hands are free says so; what hangs, because its answer went with
 * the database, is no work. Nor does one do its timetable after the clock was put back.
 */
export function startPulse(pool: pg.Pool, locks: JobLocks, lane: Lane, keepsTimetable: boolean): Pulse {
  let moves = 0;
  let underWay = new Set<string>();
  let standsStill = () => {};
  const ownBack = watchOwnClock();
  const look = async () => {
    const idle = moves === 0 && underWay.size < lane.hands;
    moves = 0;
    const back = keepsTimetable && (await ownBack((own) => followClockBack(pool, own)).catch(() => false));
    const late = () => isSomethingDue(pool, lane.tasks, standStillMs).catch(() => false);
    if (back || (idle && (await late()) && moves === 0)) standsStill();
  };
  const timer = setInterval(look, standStillMs).unref();
  return {
    hold(jobId, task) {
      const mine = underWay;
      moves += 1;
      mine.add(jobId);
      const letGo = locks.hold({ id: jobId, task }, lane.mostMs ?? hour);
      return () => {
        // What waited for it in its queue is due from now on, and may be seen before a hand has taken it up.
        moves += 1;
        mine.delete(jobId);
        letGo();
      };
    },
    onStandStill(act) {
      underWay = new Set();
      standsStill = act;
    },
    underWay: () => [...underWay],
    stop: () => clearInterval(timer),
  };
}

/** Tries until a runner works. @returns undefined: the server stops */
async function untilBegun(begin: () => Promise<Runner>, signal: AbortSignal, log: Log): Promise<Runner | undefined> {
  for (;;) {
    await pause(restartMs, undefined, { signal }).catch(() => {});
    if (signal.aborted) return undefined;
    try {
      return await begin();
    } catch (error) {
      log.warn("job runner does not start yet", { error });
    }
  }
}

/** Keeps a runner working; one that stops by itself is followed by another. */
export async function openLane(
  pool: pg.Pool,
  lane: Lane,
  means: {
    readonly pulse: Pulse;
    readonly taskList: TaskList;
    readonly cron: string;
    readonly begun: () => ReturnType<Bell["join"]>;
    readonly log: Log;
  },
): Promise<{ stop(): Promise<void> }> {
  const { pulse, taskList, cron, log } = means;
  const begin = () => beginRunner(means.begun(), { taskList, cron, hands: lane.hands });
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
    const next = await untilBegun(begin, signal, log);
    if (next === undefined) return;
    runner = next;
    watch(next);
  };
  watch(runner);
  return {
    async stop() {
      stopping.abort();
      pulse.stop();
      // One that is just beginning would outlive this and keep its connections; one that stopped by itself cannot be
      // stopped again; and one that hangs is left as it is: its jobs are taken up again after the next start.
      const ended = beginning.then(() => runner.stop()).catch(() => {});
      await atMost(lane.mayBeCut ? cutAfterMs : longestStopMs, ended);
      if (lane.mayBeCut) await giveBack(pool, pulse.underWay(), log);
    },
  };
}
