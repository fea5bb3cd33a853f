import { describe, expect, test } from "vitest";
import { snoozeTimes } from "./snooze-times.ts";

const names = (now: Date, open?: readonly string[]) => snoozeTimes(now, open).map((time) => time.id);

describe("Wiedervorlage", () => {
  test("offers this afternoon only in the morning", () => {
    expect(names(new Date(2026, 10, 24, 9))).toEqual(["afternoon", "tomorrow", "monday"]);
    expect(names(new Date(2026, 10, 24, 15))).toEqual(["tomorrow", "monday"]);
  });

  test("on a Sunday tomorrow is Monday and stands there once", () => {
    expect(names(new Date(2026, 10, 29, 15))).toEqual(["tomorrow"]);
  });

  test("on a Friday and a Saturday the next working day is Monday, and stands there once", () => {
    for (const day of [27, 28])
      expect(snoozeTimes(new Date(2026, 10, day, 15), undefined)).toEqual([
        { id: "monday", at: new Date(2026, 10, 30, 7) },
      ]);
  });

  test("where the opening hours are known they say which day is the next one", () => {
    const friday = new Date(2026, 10, 27, 15);
    expect(names(friday, ["2026-11-28", "2026-11-30"])).toEqual(["tomorrow", "monday"]);
    expect(snoozeTimes(friday, ["2026-12-01", "2026-12-02"])).toEqual([
      { id: "workday", at: new Date(2026, 11, 1, 7) },
    ]);
  });

  test("on a Monday the next Monday is a week away", () => {
    const monday = snoozeTimes(new Date(2026, 10, 23, 15), undefined).find((time) => time.id === "monday");
    expect(monday?.at).toEqual(new Date(2026, 10, 30, 7));
  });

  test("early is seven o'clock, also over the change of the clocks", () => {
    expect(snoozeTimes(new Date(2026, 9, 24, 18), ["2026-10-25"])[0]?.at).toEqual(new Date(2026, 9, 25, 7));
  });
});
