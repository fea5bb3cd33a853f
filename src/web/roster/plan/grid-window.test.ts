import { expect, it } from "vitest";
import { revealed, rowAt, shownNumbers, topsOf } from "./grid-window.ts";

it("finds the person under the pointer, and the nearest one beyond the ends", () => {
  const tops = topsOf([40, 60, 40]);
  expect(tops).toEqual([0, 40, 100, 140]);
  expect([-5, 0, 39, 40, 99, 100, 500].map((y) => rowAt(tops, y))).toEqual([0, 0, 0, 1, 1, 2, 2]);
});

it("draws what is in sight and the cell with the focus", () => {
  expect(shownNumbers(-2, 2, 1, 40)).toEqual([0, 1, 2]);
  expect(shownNumbers(10, 12, 3, 40)).toEqual([3, 10, 11, 12]);
  expect(shownNumbers(38, 45, 0, 40)).toEqual([0, 38, 39]);
  expect(shownNumbers(0, 2, 39, 40)).toEqual([0, 1, 2, 39]);
  expect(shownNumbers(0, 5, 0, 0)).toEqual([]);
});

it("scrolls no further than the cell needs", () => {
  expect([revealed(100, 200, 50, 90), revealed(100, 200, 120, 160), revealed(100, 200, 280, 340)]).toEqual([
    50, 100, 140,
  ]);
});
