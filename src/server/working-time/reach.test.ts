import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instant } from "../platform/instant.ts";
import { evaluate } from "../policy/evaluate.ts";
import { formatVerdict } from "../policy/verdict.ts";
import { instantOf, localTime } from "../time/zone.ts";
import { ageOn, lastMinorDay } from "./age.ts";
import { holidayName } from "./holidays.ts";
import { type Duty, type Firm, reach, usualWeek, type Worker } from "./reach.ts";

const zone = "Europe/Berlin";
const firm: Firm = { zone, state: "SN", shiftRule: { cutoff: "18:00" }, minorsWeekend: false };
const at = (local: string) => instantOf(local, zone);
const span = (start: string, end: string) => ({ start: at(start), end: at(end) });
const duty = (start: string, end: string, kind: Duty["kind"] = "work"): Duty => ({ ...span(start, end), kind });

const tarik: Worker = {
  memberId: "tarik",
  week: usualWeek,
  age: { adult: true, bornOn: null },
  duties: [],
  absences: [],
};
const leonie: Worker = { ...tarik, memberId: "leonie", age: { adult: false, bornOn: "2009-06-01" } };

const within = (worker: Worker, local: string, where = firm) =>
  reach(worker, where, at(local)).facts.extra.withinSchedule;
const next = (worker: Worker, local: string, where = firm) => {
  const { nextAt } = reach(worker, where, at(local));
  return nextAt && localTime(nextAt, zone);
};
const verdict = (worker: Worker, local: string, messageClass: "internal" | "shift_notice", about?: Duty) =>
  formatVerdict(
    evaluate("send", { ...reach(worker, firm, at(local), about).facts, messageClass, deviceType: "server" }),
  );

describe("whoever is at work", () => {
  it.each([
    ["at seven work begins", "2026-11-24T07:00", true],
    ["a minute before it has not", "2026-11-24T06:59", false],
    ["at four it is over", "2026-11-24T16:00", false],
    ["on Saturday nobody works", "2026-11-28T10:00", false],
    ["Buß- und Bettag is free in Saxony", "2026-11-18T10:00", false],
    ["at midnight everybody sleeps", "2026-11-24T00:00", false],
  ])("%s", (_name, local, expected) => {
    expect(within(tarik, local)).toBe(expected);
  });

  it("in Berlin Buß- und Bettag is a day like any other", () => {
    expect(within(tarik, "2026-11-18T10:00", { ...firm, state: "BE" })).toBe(true);
  });

  it("whoever is not available is not at work, whatever the plan says", () => {
    const ill = { ...tarik, absences: [span("2026-11-24T00:00", "2026-11-26T00:00")] };
    expect(within(ill, "2026-11-24T10:00")).toBe(false);
    expect(next(ill, "2026-11-24T10:00")).toBe("2026-11-26T07:00");
  });

  it("a published shift replaces the usual hours of its day", () => {
    const late = { ...tarik, duties: [duty("2026-11-24T12:00", "2026-11-24T20:00")] };
    expect(within(late, "2026-11-24T08:00")).toBe(false);
    expect(within(late, "2026-11-24T19:00")).toBe(true);
    expect(within(late, "2026-11-25T08:00")).toBe(true);
  });

  it("being on call comes on top", () => {
    const oncall = { ...tarik, duties: [duty("2026-11-27T16:00", "2026-11-30T07:00", "on_call")] };
    expect(within(oncall, "2026-11-28T02:10")).toBe(true);
    expect(within(oncall, "2026-11-27T08:00")).toBe(true);
  });

  it("a night shift goes on after midnight, and is an hour longer when summer time ends", () => {
    const night = { ...tarik, duties: [duty("2026-10-24T22:00", "2026-10-25T06:00")] };
    expect(within(night, "2026-10-25T05:59")).toBe(true);
    expect(within(night, "2026-10-25T06:00")).toBe(false);
    expect(night.duties[0] && (night.duties[0].end.getTime() - night.duties[0].start.getTime()) / 3_600_000).toBe(9);
  });
});

describe("the next moment somebody may be reached", () => {
  it.each([
    ["in the evening it is the next morning", tarik, "2026-11-24T21:30", "2026-11-25T07:00"],
    ["in working time it is now", tarik, "2026-11-24T10:00", "2026-11-24T10:00"],
    ["on Friday evening it is Monday", tarik, "2026-11-27T18:00", "2026-11-30T07:00"],
    ["over Christmas it is the first working day", tarik, "2026-12-24T18:00", "2026-12-28T07:00"],
    ["over the change to summer time the clock on the wall counts", tarik, "2026-03-28T12:00", "2026-03-30T07:00"],
  ])("%s", (_name, worker, local, expected) => {
    expect(next(worker, local)).toBe(expected);
  });

  it("a minor who begins at five is reached at six", () => {
    const early = { ...leonie, week: [1, 2, 3, 4, 5].map((day) => ({ day, from: "05:00", to: "13:00" })) };
    expect(next(early, "2026-11-24T20:15")).toBe("2026-11-25T06:00");
  });

  it("a minor is never reached on a Saturday, even where one is planned, unless the business has an exception", () => {
    const saturday = { ...leonie, duties: [duty("2026-11-28T08:00", "2026-11-28T12:00")] };
    expect(next(saturday, "2026-11-27T17:00")).toBe("2026-11-30T07:00");
    expect(next(saturday, "2026-11-27T17:00", { ...firm, minorsWeekend: true })).toBe("2026-11-28T08:00");
  });

  it("somebody who never works is never reached", () => {
    expect(next({ ...tarik, week: [] }, "2026-11-24T10:00")).toBeNull();
  });

  it("is always allowed by the policy, and never in the past", () => {
    const moments = fc.integer({ min: Date.parse("2026-01-01") / 60_000, max: Date.parse("2027-01-01") / 60_000 });
    const people = fc.constantFrom(tarik, leonie, { ...tarik, age: { adult: false, bornOn: null } });
    fc.assert(
      fc.property(moments, people, (minute, worker) => {
        const now = instant(minute * 60_000);
        const { nextAt } = reach(worker, firm, now);
        if (nextAt === null) throw new Error("the usual week has a next morning");
        expect(nextAt >= now).toBe(true);
        const { facts } = reach(worker, firm, nextAt);
        expect(evaluate("send", { ...facts, messageClass: "internal", deviceType: "server" }).verdict).toBe("allow");
      }),
      { numRuns: 400 },
    );
  });

  it("nobody is reached outside their hours: whatever the policy allows lies within them", () => {
    const moments = fc.integer({ min: Date.parse("2026-01-01") / 60_000, max: Date.parse("2027-01-01") / 60_000 });
    fc.assert(
      fc.property(moments, fc.constantFrom(tarik, leonie), (minute, worker) => {
        const now = instant(minute * 60_000);
        const { facts, nextAt } = reach(worker, firm, now);
        const allowed =
          evaluate("send", { ...facts, messageClass: "internal", deviceType: "server" }).verdict === "allow";
        expect(allowed).toBe(nextAt?.getTime() === now.getTime());
        if (!allowed) return;
        const local = localTime(now, zone);
        expect(local.slice(11) >= "07:00" && local.slice(11) < "16:00").toBe(true);
        expect(holidayName(local.slice(0, 10), "SN")).toBeUndefined();
      }),
      { numRuns: 400 },
    );
  });
});

describe("a shift notice after work", () => {
  const tomorrow = duty("2026-11-25T07:00", "2026-11-25T16:00");

  it("goes out before the hour the written rule names, and waits after it", () => {
    expect(verdict(tarik, "2026-11-24T17:59", "shift_notice", tomorrow)).toBe("allow");
    expect(verdict(tarik, "2026-11-24T18:00", "shift_notice", tomorrow)).toBe("require:queue_until_work_start");
  });

  it("waits after 20:00, also where the house wrote down a later hour", () => {
    const cutoffOf = (cutoff: string) =>
      reach(tarik, { ...firm, shiftRule: { cutoff } }, at("2026-11-24T19:00"), tomorrow).facts.extra.cutoff;
    expect(["18:00", "20:00", "22:00"].map(cutoffOf)).toEqual(["18:00", "20:00", "20:00"]);
  });

  it("waits where the rest before the duty would be too short", () => {
    const late = { ...tarik, duties: [duty("2026-11-24T12:00", "2026-11-24T17:00")] };
    const early = duty("2026-11-25T03:30", "2026-11-25T11:00");
    expect(verdict(late, "2026-11-24T17:30", "shift_notice", early)).toBe("require:queue_until_work_start");
  });

  it("waits for a minor in the evening, and goes out at noon", () => {
    expect(verdict(leonie, "2026-11-24T20:15", "shift_notice", tomorrow)).toMatch(/^deny/);
    expect(verdict(leonie, "2026-11-24T12:00", "shift_notice", tomorrow)).toBe("allow");
  });

  it("never tells a minor of a Saturday", () => {
    expect(verdict(leonie, "2026-11-24T12:00", "shift_notice", duty("2026-11-28T08:00", "2026-11-28T12:00"))).toBe(
      "deny",
    );
  });

  it("an internal message at 21:30 waits for everybody", () => {
    for (const worker of [tarik, leonie]) expect(verdict(worker, "2026-11-24T21:30", "internal")).not.toBe("allow");
  });
});

describe("being under 18", () => {
  it.each([
    ["ends the day before the 18th birthday", "2009-06-01", "2027-05-31"],
    ["ends on 28 February for who was born on the 29th", "2008-02-29", "2026-02-28"],
  ])("%s", (_name, bornOn, last) => {
    expect(lastMinorDay(bornOn)).toBe(last);
    expect(ageOn({ adult: false, bornOn }, last)).toBe("minor");
  });

  it("is not guessed", () => {
    expect(ageOn({ adult: false, bornOn: null }, "2026-11-24")).toBe("unknown");
  });
});
