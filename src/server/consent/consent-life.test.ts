import { describe, expect, it, test } from "vitest";
import { day, hour, instant } from "../platform/instant.ts";
import { consentStanding, openQuestion } from "./consent.ts";
import { endOfConsent, idleMonthsOf, idleSince, shippedLife, warnOfEnd } from "./consent-life.ts";
import { showStanding } from "./show-standing.ts";

const given = new Date("2026-11-08T22:17:00Z");
const end = new Date("2028-11-08T22:17:00Z");
const later = new Date("2028-11-08T22:17:00.001Z");
const at = (now: Date) => consentStanding([{ state: "granted", at: given }], now, shippedLife).state;

describe("a consent nobody uses (AD-9)", () => {
  it("ends after 24 months of the calendar, on the day the owner would count himself", () => {
    expect(endOfConsent(given, shippedLife)).toEqual(end);
    expect([at(end), at(later)]).toEqual(["granted", "expired"]);
  });

  it("shows the very moment at which it ends", () => {
    const shown = showStanding(
      [{ state: "granted", at: given, purpose: "advertising" }],
      new Date("2026-11-09T08:00:00Z"),
      shippedLife,
    );
    expect(shown).toMatchObject({ state: "granted", expiresAt: end.toISOString(), expiresSoon: false });
  });

  it("is the owner's task from the 18th month on", () => {
    const soon = (now: string) =>
      showStanding([{ state: "granted", at: given, purpose: "advertising" }], new Date(now), shippedLife).expiresSoon;
    expect([soon("2028-05-08T21:16:59Z"), soon("2028-05-08T21:17:00Z")]).toEqual([false, true]);
  });

  it("given on a leap day ends on the last of February", () => {
    expect(endOfConsent(new Date("2024-02-29T10:00:00Z"), shippedLife)).toEqual(new Date("2026-02-28T10:00:00Z"));
  });
});

describe("what nobody has answered yet", () => {
  const then = (ms: number) => instant(given.getTime() + ms);

  it.each([
    ["asked", 7],
    ["ambiguous", 7],
    ["pending", 30],
  ] as const)("%s waits %i days, to the moment", (state, days) => {
    const standing = (ms: number) => consentStanding([{ state, at: given }], then(days * day + ms), shippedLife).state;
    expect([standing(0), standing(1)]).toEqual([state, "none"]);
  });

  it.each([
    ["a no that a yes has ended is no floor any more", ["refused", "granted", "asked"], "none"],
    ["a no before every yes is what silence falls back to", ["refused", "asked"], "refused"],
  ] as const)("%s", (_sentence, states, state) => {
    const steps = states.map((one, i) => ({ state: one, at: then(i * 900 * day) }));
    expect(consentStanding(steps, then(states.length * 900 * day), shippedLife).state).toBe(state);
  });

  it("may be clarified again after another paper: one question belongs to one answer", () => {
    const states = ["asked", "ambiguous", "clarified", "pending", "ambiguous"] as const;
    const clarified = (until: number) => {
      const steps = states.slice(0, until).map((state, i) => ({ state, at: then(i * hour) }));
      return consentStanding(steps, then(day), shippedLife).clarified;
    };
    expect([clarified(3), clarified(5)]).toEqual([true, false]);
  });

  it("is a paper for START: it comes in time as long as the paper waits, and then as late as it is", () => {
    const hours = (ms: number) => openQuestion([{ state: "pending", at: given }], then(ms)).hours;
    expect([hours(30 * day), hours(30 * day + hour)]).toEqual([0, 30 * 24 + 1]);
  });
});

test.each([
  ["2026-11-08T22:17:00Z", "2026-11-08T22:17:00Z", 0],
  ["2026-11-08T22:17:00Z", "2026-12-08T22:16:59Z", 0],
  ["2026-11-08T22:17:00Z", "2026-12-08T22:17:00Z", 1],
  ["2026-01-31T12:00:00Z", "2026-02-28T12:00:00Z", 1],
  ["2026-11-08T22:17:00Z", "2028-12-01T00:00:00Z", 24],
])("from %s to %s it is %i whole months", (from, to, months) => {
  expect(idleMonthsOf(new Date(from), new Date(to), "Europe/Berlin")).toBe(months);
});

describe("a stricter limit", () => {
  const monthly = { months: 1, zone: "Europe/Berlin" };
  const standing = (used: string, now: string, life = monthly) =>
    showStanding([{ state: "granted", at: new Date(used), purpose: "advertising" }], new Date(now), life);

  it.each([
    ["the last of January, in a common year", "2027-01-31T11:00:00Z", "2027-02-28T11:00:00Z"],
    ["the last of January, in a leap year", "2028-01-31T11:00:00Z", "2028-02-29T11:00:00Z"],
    ["a leap day", "2028-02-29T11:00:00Z", "2028-03-29T10:00:00Z"],
    ["the hour after midnight, still the day before in London", "2027-02-28T23:30:00Z", "2027-03-31T22:30:00Z"],
    ["across the change to summer time, to the same time of day", "2027-03-10T08:00:00Z", "2027-04-10T07:00:00Z"],
    ["across the change to winter time", "2027-10-15T07:00:00Z", "2027-11-15T08:00:00Z"],
    ["into the hour that is skipped", "2027-02-28T01:30:00Z", "2027-03-28T01:30:00Z"],
    ["into the hour that comes twice: its first time", "2026-09-25T00:30:00Z", "2026-10-25T00:30:00Z"],
  ])("ends a month later to the moment: %s", (_, used, ends) => {
    const end = new Date(ends);
    expect(endOfConsent(new Date(used), monthly)).toEqual(end);
    expect(standing(used, ends)).toMatchObject({ state: "granted", expiresAt: end.toISOString(), expiresSoon: true });
    expect(standing(used, new Date(end.getTime() + 1).toISOString())).toMatchObject({
      state: "expired",
      expiresAt: null,
    });
  });

  it("warns at three quarters of its months, as the shipped one does", () => {
    const warned = (months: number) => warnOfEnd(new Date("2027-01-31T11:00:00Z"), { ...monthly, months });
    expect([24, 12, 4, 1].map(warned)).toEqual([
      new Date("2028-07-31T10:00:00Z"),
      new Date("2027-10-31T11:00:00Z"),
      new Date("2027-04-30T10:00:00Z"),
      // Of a single month, the last week.
      new Date("2027-02-21T11:00:00Z"),
    ]);
  });

  it("misses nobody who is warned, whatever the day", () => {
    for (const months of [1, 2, 5, 12, 24])
      for (let n = 0; n < 800; n += 1) {
        const used = new Date(Date.UTC(2027, 0, 1 + n, 23, 15));
        const life = { ...monthly, months };
        expect(used <= idleSince(warnOfEnd(used, life), life), used.toISOString()).toBe(true);
      }
  });

  it("counts in the zone of the business", () => {
    const used = "2027-02-28T23:30:00Z";
    expect(endOfConsent(new Date(used), { months: 1, zone: "UTC" })).toEqual(new Date("2027-03-28T23:30:00Z"));
  });
});
