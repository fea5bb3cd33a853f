import type { Task } from "../jobs.ts";

// What is asked for while it is under way, in the four ways there are of not meeting oneself.

/** For what is asked for more often than it may take: while it is under way, whoever asks again is done at once. */
export function oneAtATime(task: Task): Task {
  let underWay = false;
  return async (about) => {
    if (underWay) return undefined;
    underWay = true;
    try {
      return await task(about);
    } finally {
      underWay = false;
    }
  };
}

/**
 * For what must never meet itself, and does for everybody who waits what it does for one: whoever asks while it is under
 * way is served by the next time, which begins after they asked.
 */
export function oneAfterAnother(task: () => Promise<unknown>): Task {
  let last: Promise<unknown> = Promise.resolve();
  let next: Promise<unknown> | undefined;
  return () => {
    next ??= last.then(() => {
      next = undefined;
      const now = task();
      last = now.catch(() => undefined);
      return now;
    });
    return next;
  };
}

const turns = new Map<string, Promise<void>>();

/** For what must never meet itself and is done each time it is asked for: under one name, one after the other. */
export async function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
  const mine = (turns.get(name) ?? Promise.resolve()).then(work);
  const over = mine.then(
    () => {},
    () => {},
  );
  turns.set(name, over);
  try {
    return await mine;
  } finally {
    if (turns.get(name) === over) turns.delete(name);
  }
}

interface Waiting {
  /** From the widest to the narrowest: a business, and one of its customers. */
  readonly whose: readonly string[];
  /** How many had been served when it came. */
  readonly since: number;
  readonly begin: () => void;
}

/**
 * For what is done one at a time for everybody and may be made to take long: whoever was just served lets go before those
 * who wait, first the business, then within it the customer. So one who sends a hundred files holds up each other one by
 * a file and not by a hundred. Of one customer's own each goes in the order in which it came.
 */
export function fairLine(): <T>(whose: readonly string[], work: () => Promise<T>) => Promise<T> {
  const waiting: Waiting[] = [];
  const served = new Map<string, number>();
  let [busy, turn] = [false, 0];
  const keys = (whose: readonly string[]) => whose.map((_, i) => whose.slice(0, i + 1).join(" "));
  const places = ({ whose, since }: Waiting) => keys(whose).map((key) => Math.max(served.get(key) ?? 0, since));
  const goesFirst = (one: Waiting, other: Waiting): boolean => {
    const [mine, theirs] = [places(one), places(other)];
    const differs = mine.findIndex((place, i) => place !== theirs[i]);
    return differs >= 0 && (mine[differs] ?? 0) < (theirs[differs] ?? 0);
  };
  const next = () => {
    const first = waiting.reduce<Waiting | undefined>(
      (best, one) => (best && !goesFirst(one, best) ? best : one),
      undefined,
    );
    busy = first !== undefined;
    if (first === undefined) return served.clear();
    waiting.splice(waiting.indexOf(first), 1);
    turn += 1;
    // Behind whoever comes while it is served.
    for (const key of keys(first.whose)) served.set(key, turn + 0.5);
    first.begin();
  };
  return async (whose, work) => {
    const { promise, resolve: begin } = Promise.withResolvers<void>();
    waiting.push({ whose, since: turn, begin });
    if (!busy) next();
    await promise;
    try {
      return await work();
    } finally {
      next();
    }
  };
}
