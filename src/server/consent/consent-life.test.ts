import { describe, expect, it, test } from "vitest";
import { consentStanding } from "./consent.ts";
import { endOfConsent, idleMonthsOf } from "./consent-life.ts";
import { showStanding } from "./show-standing.ts";

const given = new Date("2026-11-08T22:17:00Z");
const end = new Date("2028-11-08T22:17:00Z");
const later = new Date("2028-11-08T22:17:00.001Z");
const at = (now: Date) => consentStanding([{ state: "granted", at: given }], now).state;

describe("a consent nobody uses (AD-9)", () => {
  it("ends after 24 months of the calendar, on the day the owner would count himself", () => {
    expect(endOfConsent(given)).toEqual(end);
    expect([at(end), at(later)]).toEqual(["granted", "expired"]);
  });

  it("shows the very moment at which it ends", () => {
    const shown = showStanding(
      [{ state: "granted", at: given, purpose: "advertising" }],
      new Date("2026-11-09T08:00:00Z"),
    );
    expect(shown).toMatchObject({ state: "granted", expiresAt: end.toISOString(), expiresSoon: false });
  });

  it("is the owner's task from the 18th month on", () => {
    const soon = (now: string) =>
      showStanding([{ state: "granted", at: given, purpose: "advertising" }], new Date(now)).expiresSoon;
    expect([soon("2028-05-08T22:16:59Z"), soon("2028-05-08T22:17:00Z")]).toEqual([false, true]);
  });

  it("given on a leap day ends on the last of February", () => {
    expect(endOfConsent(new Date("2024-02-29T10:00:00Z"))).toEqual(new Date("2026-02-28T10:00:00Z"));
  });
});

test.each([
  ["2026-11-08T22:17:00Z", "2026-11-08T22:17:00Z", 0],
  ["2026-11-08T22:17:00Z", "2026-12-08T22:16:59Z", 0],
  ["2026-11-08T22:17:00Z", "2026-12-08T22:17:00Z", 1],
  ["2026-01-31T12:00:00Z", "2026-02-28T12:00:00Z", 1],
  ["2026-11-08T22:17:00Z", "2028-12-01T00:00:00Z", 24],
])("from %s to %s it is %i whole months", (from, to, months) => {
  expect(idleMonthsOf(new Date(from), new Date(to))).toBe(months);
});
