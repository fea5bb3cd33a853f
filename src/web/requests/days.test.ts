import { expect, test } from "vitest";
import { timeLeft } from "./days.ts";

test.each([
  [2, "noch 2 Tage"],
  [1, "noch 1 Tag"],
  [-1, "seit gestern überfällig"],
  [-2, "seit 2 Tagen überfällig"],
])("%i days before its end a request says %s", (daysLeft, said) => {
  expect(timeLeft({ daysLeft })).toBe(said);
});
