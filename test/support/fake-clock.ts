import type { Clock } from "../../src/server/platform/clock.ts";
import { after, instant } from "../../src/server/platform/instant.ts";

/** A clock that stands still until a test turns it. Starts on Tuesday, 24 November 2026, 07:12 in Berlin. */
export interface FakeClock extends Clock {
  advance(ms: number): void;
  set(at: string): void;
}

export function fakeClock(start = "2026-11-24T06:12:00Z"): FakeClock {
  let now = instant(Date.parse(start));
  return {
    now: () => now,
    advance(ms) {
      now = after(now, ms);
    },
    set(at) {
      now = instant(Date.parse(at));
    },
  };
}
