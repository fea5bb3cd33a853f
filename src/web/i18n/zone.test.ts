import { afterEach, expect, test } from "vitest";
import { snoozeTimes } from "../conversation/snooze-times.ts";
import { dayText } from "../device-check/day-text.ts";
import { arrivalAt } from "../projects/arrival.ts";
import { clockTime, dayLabel, exactTime, localDay, whenText } from "./time.ts";
import { momentOf, setZone, wallTime } from "./zone.ts";

afterEach(() => {
  setZone(undefined);
});
/** Wherever the test runs, one of them is another zone than its own. */
const zones = ["Europe/Berlin", "Asia/Tokyo", "America/New_York"];

test.each(zones)("times are those of the business's clock, wherever the device is: %s", (zone) => {
  setZone(zone);
  const now = momentOf("2026-11-30T23:30").getTime();
  const visit = momentOf("2026-12-01T08:00");
  expect(wallTime(visit.getTime())).toBe("2026-12-01T08:00");
  expect(clockTime(visit.getTime())).toBe("08:00");
  expect(whenText(visit.toISOString(), now)).toBe("morgen, 08:00");
  expect(dayLabel(new Date(now).toISOString(), now)).toBe("Heute");
  expect(["2026-12-01", momentOf("2026-12-01T00:20").toISOString()].map(dayText)).toEqual(["01.12.2026", "01.12.2026"]);
  expect(localDay(now)).toBe("2026-11-30");
  expect(localDay(now, 1)).toBe("2026-12-01");
  expect(arrivalAt("00:20", now)).toEqual(momentOf("2026-12-01T00:20"));
  const [tomorrow] = snoozeTimes(new Date(now), undefined);
  expect(tomorrow).toEqual({ id: "tomorrow", at: momentOf("2026-12-01T07:00") });
});

test.each([
  ["in winter", "2026-12-01T08:00", "2026-12-01T07:00:00.000Z"],
  ["in summer", "2026-07-01T08:00", "2026-07-01T06:00:00.000Z"],
  ["skipped in spring it is the hour after", "2026-03-29T02:30", "2026-03-29T01:30:00.000Z"],
  ["the first minute after that", "2026-03-29T03:00", "2026-03-29T01:00:00.000Z"],
  ["twice in autumn it is the first", "2026-10-25T02:30", "2026-10-25T00:30:00.000Z"],
  ["after that", "2026-10-25T03:00", "2026-10-25T02:00:00.000Z"],
])("what the clock shows is a moment: %s", (_when, wall, moment) => {
  setZone("Europe/Berlin");
  expect(momentOf(wall).toISOString()).toBe(moment);
});

test("in the hour that comes twice a time says which of the two it is, and only then", () => {
  setZone("Europe/Berlin");
  const moments = [
    "2026-10-24T23:59Z",
    "2026-10-25T00:30Z",
    "2026-10-25T01:30Z",
    "2026-10-25T02:00Z",
    "2026-03-29T01:30Z",
  ];
  expect(moments.map(clockTime)).toEqual(["01:59", "02:30 MESZ", "02:30 MEZ", "03:00", "03:30"]);
  expect(moments.slice(0, 3).map(exactTime)).toEqual([
    "25.10.2026, 01:59",
    "25.10.2026, 02:30 MESZ",
    "25.10.2026, 02:30 MEZ",
  ]);
  expect(whenText("2026-10-25T01:30Z", Date.parse("2026-10-24T12:00Z"))).toBe("morgen, 02:30 MEZ");
  setZone("Asia/Tokyo");
  expect(clockTime("2026-10-25T01:30Z")).toBe("10:30");
});
