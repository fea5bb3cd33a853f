import { describe, expect, test } from "vitest";
import { instantOf, localTime } from "../time/zone.ts";
import { type Calendar, openDays, presenceAt } from "./calendar.ts";

const zone = "Europe/Berlin";
const weekdays = [1, 2, 3, 4, 5].map((day) => ({ day, from: "07:00", to: "16:00" }));
const firm: Calendar = { hours: weekdays, closed: [], state: "SN" };
const at = (calendar: Calendar, iso: string) => presenceAt(calendar, localTime(new Date(iso), zone));

test("the next open days leave out weekends, holidays and closed days; without hours nobody knows", () => {
  expect(openDays(firm, "2026-11-27", 5)).toEqual(["2026-11-30", "2026-12-01", "2026-12-02"]);
  const away = { ...firm, closed: [{ from: "2026-12-28", to: "2027-01-05" }] };
  expect(openDays(away, "2026-12-24", 14)).toEqual(["2027-01-06", "2027-01-07"]);
  expect(openDays({ ...firm, hours: [] }, "2026-11-27", 5)).toBeUndefined();
});

describe("the closed period", () => {
  test("one evening and the night after it are one period, on both sides of midnight", () => {
    const evening = presenceAt(firm, "2026-11-24T18:10");
    expect(evening).toEqual({ kind: "closed", since: "2026-11-24T16:00", opens: "2026-11-25T07:00" });
    expect(presenceAt(firm, "2026-11-24T23:59")).toEqual(evening);
    expect(presenceAt(firm, "2026-11-25T00:00")).toEqual(evening);
    expect(presenceAt(firm, "2026-11-25T06:59")).toEqual(evening);
  });

  test("a weekend with a holiday before it is one period", () => {
    const christmas = { kind: "closed", since: "2026-12-24T16:00", opens: "2026-12-28T07:00" };
    for (const now of ["2026-12-24T16:00", "2026-12-25T10:00", "2026-12-26T10:00", "2026-12-27T23:00"])
      expect(presenceAt(firm, now)).toEqual(christmas);
  });

  test("closed days swallow the working days in them, first and last included", () => {
    const away = { ...firm, closed: [{ from: "2026-12-28", to: "2027-01-05" }] };
    expect(presenceAt(away, "2026-12-28T09:00")).toEqual({
      kind: "closed",
      since: "2026-12-24T16:00",
      opens: "2027-01-06T07:00",
    });
    expect(presenceAt(away, "2027-01-06T07:00").kind).toBe("open");
    expect(presenceAt(firm, "2026-12-28T09:00").kind).toBe("open");
  });

  test("neither change of the clocks moves an opening", () => {
    // Sunday 29 March 2026, 02:00 becomes 03:00; Sunday 25 October 2026, 03:00 becomes 02:00.
    expect(at(firm, "2026-03-29T00:30:00Z")).toEqual(at(firm, "2026-03-29T02:30:00Z"));
    expect(at(firm, "2026-10-25T00:30:00Z")).toEqual(at(firm, "2026-10-25T01:30:00Z"));
    expect(at(firm, "2026-03-30T04:59:00Z").kind).toBe("closed");
    expect(at(firm, "2026-03-30T05:00:00Z").kind).toBe("open");
    expect(at(firm, "2026-10-26T05:59:00Z").kind).toBe("closed");
    expect(at(firm, "2026-10-26T06:00:00Z").kind).toBe("open");
    const night = at(firm, "2026-10-24T23:00:00Z");
    expect(night.kind === "closed" && instantOf(night.opens ?? "", zone).toISOString()).toBe(
      "2026-10-26T06:00:00.000Z",
    );
  });

  test("open to the end of one day and from the beginning of the next is open through midnight", () => {
    const night = { ...firm, hours: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: "00:00", to: "23:59" })) };
    for (const now of ["2026-11-24T23:58", "2026-11-24T23:59", "2026-11-25T00:00"])
      expect(presenceAt(night, now).kind).toBe("open");
  });

  test("without hours nothing is known, and hours that never come have no opening", () => {
    expect(presenceAt({ ...firm, hours: [] }, "2026-11-24T18:10")).toEqual({ kind: "unknown" });
    const never = { ...firm, closed: [{ from: "2026-01-01", to: "2030-01-01" }] };
    expect(presenceAt(never, "2026-11-24T18:10")).toMatchObject({ kind: "closed", opens: undefined });
  });
});
