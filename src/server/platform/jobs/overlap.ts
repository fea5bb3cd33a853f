import type { Task } from "../jobs.ts";

// What is asked for while it is under way, in the three ways there are of not meeting oneself.

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
