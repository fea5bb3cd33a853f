import { expect, test } from "vitest";
import { pastDay } from "./time.ts";

const now = new Date(2026, 10, 29, 12, 0);
const before = (days: number) => new Date(2026, 10, 29 - days, 7, 12).toISOString();

test.each([
  [0, "heute um 07:12"],
  [1, "gestern"],
  [2, "am Freitag"],
  [6, "am Montag"],
  [7, "am 22.11.2026"],
  [400, "am 25.10.2025"],
])("%d days ago is said within a sentence as one says it", (days, said) => {
  expect(pastDay(before(days), now.getTime())).toBe(said);
});
