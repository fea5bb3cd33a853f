import { expect, test } from "vitest";
import { holdsGrid } from "./letters.ts";

test.each([
  ["a window", 720, 1, true],
  ["a narrow window", 719, 1, false],
  ["a turned phone in large letters", 740, 2, false],
  ["a desk in large letters", 1440, 2, true],
])("the plan is a table where one has room: %s", (_, width, scale, table) => {
  expect(holdsGrid(width, scale)).toBe(table);
});
