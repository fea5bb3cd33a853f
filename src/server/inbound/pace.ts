import { second } from "../platform/instant.ts";

/**
 * Meta's clock comes first: a webhook wants its 200 at once, a conversation can wait a moment. While very many
 * deliveries arrive, the ingest rests between its batches so that accepting them keeps its speed; once the oldest
 * waiting delivery is a second and a half old it rests no longer, until it has caught up. Pure; readings of the clock
 * are handed in.
 */
/** Short, so that a rush is seen before the ingest has taken much of it. */
const windowMs = 100;
/** Below five hundred a second nothing is held back: WhatsApp's own limit for a number is 80 messages a second. */
const manyPerWindow = 50;
/** What a commit counts at most: what piled up while the disk stood still for a moment is no rush. */
const mostOfCommit = 16;
const restShare = 60;
const longestRestMs = 1_200;
const mostLagMs = 1.5 * second;
/** What one transaction takes: with a backlog its fixed costs are shared by many, without one it takes what is there. */
const largestBatch = 500;
/** While it gives way: a long transaction holds the server up for as long as it lasts. */
const smallBatch = 50;

export interface Pace {
  /** A commit accepted `count` deliveries at `now` (milliseconds). */
  noteAccepted(count: number, now: number): void;
  /** How many deliveries the next batch may take, at `now` (milliseconds). */
  batch(now: number): number;
  /** How long to rest after a batch that took `tookMs` and whose oldest delivery came at `oldestAt`. */
  rest(tookMs: number, oldestAt: number, now: number): number;
  /** Nothing is left for now. */
  noteCaughtUp(): void;
}

/** One for all businesses of this process: it is the process that is held up. */
export function createPace(): Pace {
  let windowStart = 0;
  let inWindow = 0;
  let last = 0;
  /** Since when the oldest delivery of the last batch had been waiting. */
  let oldest = 0;
  /** It fell that far behind: resting at that mark again and again would keep it there. */
  let behind = false;
  const givesWay = (now: number) => {
    const busy = now - windowStart < 2 * windowMs && Math.max(last, inWindow) > manyPerWindow;
    return busy && !behind && now - oldest < mostLagMs;
  };
  return {
    noteAccepted(count, now) {
      const age = now - windowStart;
      // One of the future was begun before the clock was put back.
      if (age >= windowMs || age < 0) {
        last = age >= 0 && age < 2 * windowMs ? inWindow : 0;
        windowStart = now;
        inWindow = 0;
      }
      inWindow += Math.min(count, mostOfCommit);
    },
    batch: (now) => (givesWay(now) ? smallBatch : largestBatch),
    rest(tookMs, oldestAt, now) {
      oldest = oldestAt;
      behind ||= now - oldest >= mostLagMs;
      return givesWay(now) ? Math.min(longestRestMs, restShare * tookMs, mostLagMs - (now - oldest)) : 0;
    },
    noteCaughtUp() {
      behind = false;
    },
  };
}
