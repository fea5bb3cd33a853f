import { second } from "../platform/instant.ts";

/**
 * Meta's clock comes first: a webhook wants its 200 at once, a conversation can wait a moment. While very many
 * deliveries arrive, the ingest rests between its batches so that accepting them keeps its speed; once the oldest
 * waiting delivery is a second and a half old it rests no longer. Pure; readings of the clock are handed in.
 */
const windowMs = 100;
/** Below five hundred a second nothing is held back: WhatsApp's own limit for a number is 80 messages a second. */
const manyPerWindow = 50;
const restShare = 8;
const longestRestMs = 400;
const mostLagMs = 1.5 * second;

export interface Pace {
  /** `count` deliveries were accepted at `now` (milliseconds). */
  noteAccepted(count: number, now: number): void;
  /** How long to rest after a batch that took `tookMs` and whose oldest delivery came at `oldestAt`. */
  rest(tookMs: number, oldestAt: number, now: number): number;
}

export function createPace(): Pace {
  let windowStart = 0;
  let inWindow = 0;
  let last = 0;
  return {
    noteAccepted(count, now) {
      if (now - windowStart >= windowMs) {
        last = now - windowStart < 2 * windowMs ? inWindow : 0;
        windowStart = now;
        inWindow = 0;
      }
      inWindow += count;
    },
    rest(tookMs, oldestAt, now) {
      const busy = now - windowStart < 2 * windowMs && Math.max(last, inWindow) > manyPerWindow;
      return busy && now - oldestAt < mostLagMs ? Math.min(longestRestMs, restShare * tookMs) : 0;
    },
  };
}
