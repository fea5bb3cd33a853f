import { afterAll, expect, it, vi } from "vitest";
import { setLanguage } from "../i18n/language.ts";
import { shortTime, whenText } from "../i18n/time.ts";
import { addDays, dayNumber, daysCovered, lastDayOf, mondayOf, shifted, shortDay, weekOf } from "./days.ts";

// Other tests run in the same process.
afterAll(() => {
  setLanguage("de");
  vi.unstubAllGlobals();
});

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

it("names the month in English, where 6/12 could be a day in June", () => {
  const now = new Date(2026, 11, 1, 12, 0).getTime();
  const said = () => [
    shortDay("2026-12-06"),
    dayNumber("2026-12-06"),
    whenText(new Date(2026, 11, 6, 4, 40).toISOString(), now),
    shortTime(new Date(2026, 10, 12, 4, 40).toISOString(), now),
  ];
  expect(said()).toEqual(["So., 6.12.", "6.12.", "So., 6.12., 04:40", "12.11."]);
  vi.stubGlobal("document", { documentElement: {} });
  setLanguage("en");
  expect(said()).toEqual(["Sun 6 Dec", "6 Dec", "Sun 6 Dec, 04:40", "12 Nov"]);
});
