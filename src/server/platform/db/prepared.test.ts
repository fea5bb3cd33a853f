import { expect, test } from "vitest";
import { plannedAnew, prepared } from "./prepared.ts";

test("long lists, commands and those planned anew get no name; others keep theirs", () => {
  // How many are named is bounded for the whole process: this one may come too late for a name, but never gets another.
  expect(prepared("select $1::int", [1]).name).toBe(prepared("select $1::int", [2]).name);
  expect(prepared("select 1", []).name).toBe(prepared("select 1", []).name);
  expect(prepared("begin; select 1", []).name).toBeUndefined();
  expect(prepared("commit", []).name).toBeUndefined();
  const list = ["select $1::int[]", [[1, 2, 3, 4, 5]]] as const;
  expect(prepared(...list).name).toBeUndefined();
  // Where the plan goes by key the length is of no account.
  expect(prepared(...list, true).name).toBe(prepared("select $1::int[]", [[1]], true).name);
  expect(prepared(`${plannedAnew} select $1::int`, [1]).name).toBeUndefined();
});
