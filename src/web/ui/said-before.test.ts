import { expect, test } from "vitest";
import { saidBefore } from "./said-before.ts";

test("what was said on the page stays out of a dialog, also when one upon it has gone", () => {
  const mark = saidBefore();
  expect(mark(1, 7)).toBe(7);
  expect(mark(2, 7)).toBe(7);
  expect(mark(1, 7)).toBe(7);
  expect(mark(0, 7)).toBe(0);
});

test("what was said in a dialog is not said in the one upon it, and again when that has gone", () => {
  const mark = saidBefore();
  mark(1, 0);
  expect(mark(2, 8)).toBe(8);
  expect(mark(1, 9)).toBe(0);
});
