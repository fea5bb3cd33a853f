import { describe, expect, test } from "vitest";
import { snoozeTimes } from "./snooze-times.ts";

const names = (now: Date) => snoozeTimes(now).map((time) => time.id);

describe("Wiedervorlage", () => {
  test("offers this afternoon only in the morning", () => {
    expect(names(new Date(2026, 10, 24, 9))).toEqual(["afternoon", "tomorrow", "monday"]);
    expect(names(new Date(2026, 10, 24, 15))).toEqual(["tomorrow", "monday"]);
  });

  test("on a Sunday tomorrow is Monday and stands there once", () => {
    expect(names(new Date(2026, 10, 29, 15))).toEqual(["tomorrow"]);
  });

  test("on a Monday the next Monday is a week away", () => {
    const monday = snoozeTimes(new Date(2026, 10, 23, 15)).find((time) => time.id === "monday");
    expect(monday?.at).toEqual(new Date(2026, 10, 30, 7));
  });

  test("tomorrow early is seven o'clock, also over the change of the clocks", () => {
    expect(snoozeTimes(new Date(2026, 9, 24, 18))[0]?.at).toEqual(new Date(2026, 9, 25, 7));
  });
});
