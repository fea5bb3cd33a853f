import { expect, test } from "vitest";
import { copyWeeks } from "./copy-weeks.ts";

test("an empty week is filled with the one before, a filled one goes into the next, and both can be chosen", () => {
  const before = { start: "2026-12-14T07:00" };
  const empty = copyWeeks("2026-12-21", [before, { start: "2026-12-28T07:00" }]);
  expect([empty.from, empty.to]).toEqual(["2026-12-14", "2026-12-21"]);
  const filled = copyWeeks("2026-12-21", [before, { start: "2026-12-27T22:00" }]);
  expect([filled.from, filled.to]).toEqual(["2026-12-21", "2026-12-28"]);
  expect(filled.mondays).toEqual(expect.arrayContaining(["2026-11-23", "2026-12-14", "2027-02-15"]));
});
