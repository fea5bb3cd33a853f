import { expect, test } from "vitest";
import { visitAt } from "./demo-projects.ts";

test.each([
  ["2026-11-30T00:40", "2026-11-30T07:00"],
  ["2026-11-30T09:59", "2026-11-30T10:00"],
  ["2026-11-30T13:30", "2026-11-30T14:00"],
  ["2026-11-30T23:10", "2026-12-01T11:00"],
  ["2026-11-27T16:00", "2026-11-30T11:00"],
  ["2026-11-28T10:00", "2026-11-30T11:00"],
  // Christmas, and the day of repentance that only Saxony has.
  ["2026-12-25T09:10", "2026-12-28T11:00"],
  ["2026-12-24T16:00", "2026-12-28T11:00"],
  ["2026-11-18T09:10", "2026-11-19T11:00"],
])("a demo started at %s has somebody coming at %s", (now, at) => {
  expect(visitAt("next-hour", now)).toBe(at);
});

test.each([
  ["2026-11-30T00:40", "2026-12-01T08:00"],
  ["2026-11-27T16:00", "2026-11-30T08:00"],
  ["2027-03-25T10:00", "2027-03-30T08:00"],
])("started at %s, somebody comes on the working day after at %s", (now, at) => {
  expect(visitAt("tomorrow", now)).toBe(at);
});
