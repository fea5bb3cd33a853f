import { afterEach, expect, test } from "vitest";
import { isNationalHoliday, weekdayOf } from "../../src/server/policy/local-time.ts";
import { dueOn } from "../../src/server/subject-requests/deadline.ts";
import { holidayName } from "../../src/server/working-time/holidays.ts";

const { TZ } = process.env;
afterEach(() => {
  if (TZ === undefined) delete process.env.TZ;
  else process.env.TZ = TZ;
});

// What is known of a year is kept: each zone has a year of its own.
test.each([
  ["Pacific/Kiritimati", "2041", "12-27"],
  ["Pacific/Auckland", "2042", "12-29"],
  ["Pacific/Midway", "2043", "12-28"],
])("a holiday is on its day on a machine in %s too", (zone, year, workingDay) => {
  process.env.TZ = zone;
  const days = ["12-24", "12-25", "12-26", "12-27"].map((day) => `${year}-${day}`);
  const christmas = [undefined, "1. Weihnachtstag", "2. Weihnachtstag", undefined];
  expect(days.map((day) => holidayName(day, "SN")?.de)).toEqual(christmas);
  expect(days.map((day) => isNationalHoliday(`${day}T08:00`))).toEqual([false, true, true, false]);
  expect(dueOn(`${year}-11-25`, "SN")).toBe(`${year}-${workingDay}`);
});

test("the day of the week is the calendar's, on every day of five years and where a century ends", () => {
  const name = new Intl.DateTimeFormat("en", { weekday: "long", timeZone: "UTC" });
  const days = [0, 365, 730, 1095, 1460, 36_500, 73_000].flatMap((from) =>
    Array.from({ length: 366 }, (_, i) => from + i),
  );
  const wrong = days.filter((after) => {
    const moment = Date.UTC(2024, 0, 1 + after);
    return weekdayOf(`${new Date(moment).toISOString().slice(0, 10)}T21:30`) !== name.format(moment).toLowerCase();
  });
  expect(wrong).toEqual([]);
});
