import { describe, expect, it, test } from "vitest";
import type { InsightStanding } from "../../contract/insights.ts";
import { after, hour, instant } from "../platform/instant.ts";
import { type InsightFacts, type InsightStep, standingOf, takeStep } from "./insight.ts";

const now = instant(Date.parse("2026-11-24T10:00:00Z"));
const later = after(now, hour);
const earlier = after(now, -hour);
const asked: InsightFacts = { decision: null, until: null, endedAt: null };
const open: InsightFacts = { decision: "approved", until: later, endedAt: null };

const table: readonly (readonly [InsightStanding, InsightFacts, readonly InsightStep[]])[] = [
  ["asked", asked, ["approve", "refuse", "end"]],
  ["withdrawn", { ...asked, endedAt: earlier }, []],
  ["refused", { ...asked, decision: "refused" }, []],
  ["open", open, ["end"]],
  ["open", { ...open, until: after(now, 1) }, ["end"]],
  // The last moment belongs to nobody: at the end itself the glass is whole again.
  ["over", { ...open, until: now }, []],
  ["over", { ...open, until: earlier }, []],
  ["ended", { ...open, endedAt: now }, []],
  ["ended", { ...open, until: earlier, endedAt: after(earlier, -1) }, []],
  // A row that lost its end opens nothing.
  ["over", { ...open, until: null }, []],
];

describe("an officer's look into one conversation", () => {
  for (const [standing, facts, steps] of table)
    it(`is ${standing} with ${JSON.stringify(facts)}, and lets ${steps.join(", ") || "no step"} follow`, () => {
      expect(standingOf(facts, now)).toBe(standing);
      const possible = (["approve", "refuse", "end"] as const).filter((step) => takeStep(facts, step, 1, now));
      expect(possible).toEqual(steps);
    });
});

test("the hours run from the approval, not from the question, and end on the second", () => {
  for (const hours of [1, 4, 24]) {
    const approved = takeStep(asked, "approve", hours, now);
    expect(approved?.until).toEqual(after(now, hours * hour));
    if (!approved) throw new Error("not approved");
    expect(standingOf(approved, after(now, hours * hour - 1))).toBe("open");
    expect(standingOf(approved, after(now, hours * hour))).toBe("over");
  }
});

test("whoever was refused, ended or ran out of time must ask anew", () => {
  const ends = [
    takeStep(asked, "refuse", 4, now),
    takeStep(asked, "end", 4, now),
    takeStep(open, "end", 4, now),
    { ...open, until: earlier },
  ];
  for (const facts of ends) {
    if (!facts) throw new Error("a step was not taken");
    expect(takeStep(facts, "approve", 4, now)).toBeUndefined();
    expect(takeStep(facts, "end", 4, now)).toBeUndefined();
  }
});
