import { expect, test } from "vitest";
import { instant, minute } from "../platform/instant.ts";
import { isSteppedUp } from "./assert-stepped-up.ts";

const provedAt = instant(Date.parse("2026-11-24T06:00:00Z"));
const minutesLater = (minutes: number) => instant(provedAt.getTime() + minutes * minute);

test("a proof counts for five minutes, and a clock that is put back does not make an hour of them", () => {
  expect(isSteppedUp(null, provedAt)).toBe(false);
  expect([0, 4.9, 5].map((later) => isSteppedUp(provedAt, minutesLater(later)))).toEqual([true, true, false]);
  expect(isSteppedUp(provedAt, minutesLater(-60))).toBe(false);
  // Another server's clock is a moment behind.
  expect(isSteppedUp(provedAt, minutesLater(-0.01))).toBe(true);
});
