import { expect, test } from "vitest";
import { plannedAnew, prepared } from "./prepared.ts";

test("a statement gets a name, the same each time; long lists, statements without values and those planned anew get none", () => {
  const one = prepared("select $1::int", [1]);
  expect(one.name).toBeDefined();
  expect(prepared("select $1::int", [2]).name).toBe(one.name);
  expect(prepared("select 1", []).name).toBeUndefined();
  expect(prepared("select $1::int[]", [[1, 2, 3, 4, 5]]).name).toBeUndefined();
  expect(prepared(`${plannedAnew} select $1::int`, [1]).name).toBeUndefined();
});
