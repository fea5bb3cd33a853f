import { expect, test } from "vitest";
import { toneOf } from "./labels.ts";

test.each([
  ["complete", null, "fine"],
  ["complete", "2026-12-01", "fine"],
  ["gaps_accepted", "2026-11-30", "attention"],
  ["review_overdue", "2026-10-01", "attention"],
  ["missing", "2026-11-01", "stop"],
] as const)(
  "an agreement that is %s, to be looked at again by %s, stands there as %s",
  (status, nextReviewOn, tone) => {
    expect(toneOf({ status, nextReviewOn }, "2026-12-01")).toBe(tone);
  },
);
