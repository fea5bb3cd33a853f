/**
 * Time the simulator lives in. It runs like the wall clock, or stands still until `advance` is called;
 * in both cases a jump fires everything that was due on the way, in order, and waits for it.
 */
export interface Clock {
  /** Milliseconds since 1970, in simulated time. */
  now(): number;
  /** Runs `task` after `delayMs` of simulated time; the answer cancels it. */
  after(delayMs: number, task: () => void | Promise<void>): () => void;
  advance(ms: number): Promise<void>;
  /** How many tasks wait for their time. */
  pending(): number;
  /** Forgets every waiting task. */
  clear(): void;
}

interface Timer {
  due: number;
  order: number;
  task: () => void | Promise<void>;
}

export interface ClockOptions {
  /** Standing clock: time moves only through `advance`. */
  manual?: boolean | undefined;
  startAt?: number | undefined;
}

export function createClock(options: ClockOptions = {}): Clock {
  const timers = new Set<Timer>();
  let offset = options.startAt === undefined ? 0 : options.startAt - Date.now();
  let standing = options.startAt ?? Date.now();
  let order = 0;
  let alarm: NodeJS.Timeout | undefined;

  const now = () => (options.manual ? standing : Date.now() + offset);
  const moveTo = (time: number) => {
    if (options.manual) standing = Math.max(standing, time);
    else offset = Math.max(offset, time - Date.now());
  };
  const nextDue = (until: number) =>
    [...timers].filter((t) => t.due <= until).sort((a, b) => a.due - b.due || a.order - b.order)[0];

  const arm = () => {
    if (options.manual) return;
    clearTimeout(alarm);
    const next = nextDue(Number.POSITIVE_INFINITY);
    if (next === undefined) return;
    // setTimeout overflows beyond 2^31 ms; looking again every hour costs nothing.
    alarm = setTimeout(ring, Math.min(Math.max(next.due - now(), 0), 3_600_000));
    alarm.unref();
  };
  const ring = () => {
    for (let timer = nextDue(now()); timer !== undefined; timer = nextDue(now())) {
      timers.delete(timer);
      void timer.task();
    }
    arm();
  };

  return {
    now,
    after(delayMs, task) {
      const timer = { due: now() + Math.max(0, delayMs), order: order++, task };
      timers.add(timer);
      arm();
      return () => void timers.delete(timer);
    },
    async advance(ms) {
      const target = now() + ms;
      for (let timer = nextDue(target); timer !== undefined; timer = nextDue(target)) {
        timers.delete(timer);
        moveTo(timer.due);
        await timer.task();
      }
      moveTo(target);
      arm();
    },
    pending: () => timers.size,
    clear() {
      timers.clear();
      clearTimeout(alarm);
    },
  };
}
