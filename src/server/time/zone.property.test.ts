import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hour, instant } from "../platform/instant.ts";
import { instantOf, localTime, offsetTime } from "./zone.ts";

const zone = "Europe/Berlin";
const from = Date.parse("2024-01-01T00:00:00Z");
const to = Date.parse("2031-01-01T00:00:00Z");
const minutes = fc.integer({ min: from / 60_000, max: to / 60_000 }).map((m) => instant(m * 60_000));

describe("the clock on the wall", () => {
  it("leads back to the point in time, but for the hour that comes twice", () => {
    fc.assert(
      fc.property(minutes, (at) => {
        const back = instantOf(localTime(at, zone), zone);
        const off = at.getTime() - back.getTime();
        expect([0, hour]).toContain(off);
        expect(localTime(back, zone)).toBe(localTime(at, zone));
      }),
      { numRuns: 2_000 },
    );
  });

  it("never runs backwards with time, but for that hour", () => {
    fc.assert(
      fc.property(minutes, fc.integer({ min: 61, max: 5_000 }), (at, more) => {
        expect(localTime(at, zone) < localTime(instant(at.getTime() + more * 60_000), zone)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ["summer time begins: 02:30 is not on the clock and means 03:30", "2026-03-29T02:30", "2026-03-29T01:30:00.000Z"],
    ["the last minute before", "2026-03-29T01:59", "2026-03-29T00:59:00.000Z"],
    ["the first minute after", "2026-03-29T03:00", "2026-03-29T01:00:00.000Z"],
    ["summer time ends: the first 02:30 counts", "2026-10-25T02:30", "2026-10-25T00:30:00.000Z"],
    ["the hour before it", "2026-10-25T01:59", "2026-10-24T23:59:00.000Z"],
    ["the hour after it", "2026-10-25T03:00", "2026-10-25T02:00:00.000Z"],
    ["midnight belongs to the day that begins", "2026-11-24T00:00", "2026-11-23T23:00:00.000Z"],
  ])("%s", (_name, local, utc) => {
    expect(instantOf(local, zone).toISOString()).toBe(utc);
  });

  it("is read in other zones as well", () => {
    expect(instantOf("2026-07-01T12:00", "America/New_York").toISOString()).toBe("2026-07-01T16:00:00.000Z");
    expect(localTime(instant(Date.parse("2026-07-01T16:00:00Z")), "Asia/Kolkata")).toBe("2026-07-01T21:30");
  });

  it("with its distance to UTC is that moment again, also in the hour that comes twice", () => {
    fc.assert(
      fc.property(minutes, fc.constantFrom(zone, "America/St_Johns"), (at, where) => {
        const text = offsetTime(at, where);
        expect(Date.parse(text)).toBe(at.getTime());
        expect(text.slice(0, 16)).toBe(localTime(at, where));
      }),
      { numRuns: 500 },
    );
    const twice = ["2026-10-25T00:30:07Z", "2026-10-25T01:30:07.900Z"].map((at) => instant(Date.parse(at)));
    expect(twice.map((at) => offsetTime(at, zone))).toEqual(["2026-10-25T02:30:07+02:00", "2026-10-25T02:30:07+01:00"]);
  });
});
