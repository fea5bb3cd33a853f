import { expect, test } from "vitest";
import { menuStep } from "./menu-step.ts";

test("in a menu the arrows go round, Home leads to the first entry and End to the last", () => {
  expect([menuStep("ArrowDown", 0, 5), menuStep("ArrowDown", 4, 5)]).toEqual([1, 0]);
  expect([menuStep("ArrowUp", 3, 5), menuStep("ArrowUp", 0, 5)]).toEqual([2, 4]);
  // With the focus on none of them one comes in from either end.
  expect([menuStep("ArrowDown", -1, 5), menuStep("ArrowUp", -1, 5)]).toEqual([0, 4]);
  expect([menuStep("Home", 3, 5), menuStep("End", 1, 5)]).toEqual([0, 4]);
  expect(menuStep("a", 1, 5)).toBeUndefined();
});
