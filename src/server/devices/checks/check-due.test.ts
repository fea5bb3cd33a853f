import { expect, test } from "vitest";
import { dueDay, standingOf } from "./check-due.ts";

test.each([
  ["2025-11-24", "2026-11-24"],
  ["2024-02-29", "2025-02-28"],
  ["2027-02-28", "2028-02-28"],
  ["2026-12-31", "2027-12-31"],
])("checked on %s, a device is due again on %s", (passedOn, dueOn) => {
  expect(dueDay(passedOn, "2020-01-01")).toBe(dueOn);
});

test("a device nobody ever checked is due since the day it was let in", () => {
  expect(dueDay(undefined, "2026-03-01")).toBe("2026-03-01");
});

test.each([
  ["2026-11-23", "fine"],
  ["2026-11-24", "due"],
  ["2026-12-24", "due"],
  ["2026-12-25", "overdue"],
] as const)("due on 24 December, it stands on %s as %s", (today, standing) => {
  expect(standingOf("2026-12-24", false, today)).toBe(standing);
  expect(standingOf("2026-12-24", true, today)).toBe("waiting");
});
