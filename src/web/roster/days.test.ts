import { expect, it } from "vitest";
import { addDays, daysCovered, lastDayOf, mondayOf, shifted, weekOf } from "./days.ts";

it("counts calendar weeks as German calendars do, also around New Year", () => {
  expect(["2026-11-23", "2026-12-31", "2027-01-01", "2027-01-04"].map(weekOf)).toEqual([48, 53, 53, 1]);
  expect(mondayOf("2026-11-29")).toBe("2026-11-23");
});

it("keeps the clock on the wall when a shift is moved over the change of time", () => {
  expect(shifted("2027-03-26T07:00", 3)).toBe("2027-03-29T07:00");
  expect(addDays("2027-03-27", 2)).toBe("2027-03-29");
});

it("shows a night on the evening it begins, and a week on call on each of its days", () => {
  expect(daysCovered("2026-12-01T20:00", "2026-12-02T06:00")).toEqual(["2026-12-01"]);
  expect(daysCovered("2026-11-23T07:00", "2026-11-30T07:00")).toHaveLength(7);
  expect(daysCovered("2026-12-01T07:00", "2026-12-01T15:30")).toEqual(["2026-12-01"]);
});

it("ends an absence on the day before midnight", () => {
  expect(lastDayOf("2026-12-16T00:00")).toBe("2026-12-15");
  expect(lastDayOf("2026-12-16T12:00")).toBe("2026-12-16");
});
