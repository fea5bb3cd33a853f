import { describe, expect, it } from "vitest";
import { instantOf } from "../time/zone.ts";
import { lastLinkDay, linkEnd } from "./link-life.ts";

const zone = "Europe/Berlin";
const week = [1, 2, 3, 4, 5].map((day) => ({ day, from: "07:00", to: "16:00" }));
const firm = { hours: week, closed: [], state: "SN" } as const;
const at = (local: string) => instantOf(local, zone);

describe("the private link", () => {
  it.each([
    ["written on Tuesday it holds until Friday", "2026-11-24T10:00", "2026-11-27"],
    ["written on Friday evening a weekend does not eat it", "2026-11-27T17:56", "2026-12-02"],
    ["written on Sunday it holds as long", "2026-11-29T12:00", "2026-12-02"],
    ["a holiday does not count", "2026-12-24T20:00", "2026-12-30"],
  ])("%s", (_name, now, last) => {
    expect(lastLinkDay(firm, at(now), zone)).toBe(last);
  });

  it("ends with its last day", () => {
    expect(linkEnd(firm, at("2026-11-27T17:56"), zone)).toEqual(at("2026-12-03T00:00"));
  });

  it("counts Monday to Friday where no hours are entered, and never holds longer than 30 days", () => {
    expect(lastLinkDay({ ...firm, hours: [] }, at("2026-11-27T17:56"), zone)).toBe("2026-12-02");
    const away = { ...firm, closed: [{ from: "2026-11-01", to: "2027-03-01" }] };
    expect(lastLinkDay(away, at("2026-11-27T17:56"), zone)).toBe("2026-12-27");
  });
});
