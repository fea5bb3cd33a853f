// Break-glass in three steps: asked, decided, over. Nothing is stored that the clock can say.
import type { InsightStanding } from "../../contract/insights.ts";
import { after, hour } from "../platform/instant.ts";

export interface InsightFacts {
  readonly decision: "approved" | "refused" | null;
  /** Set with an approval. */
  readonly until: Date | null;
  readonly endedAt: Date | null;
}

export type InsightStep = "approve" | "refuse" | "end";

/** What stands now. Reading is allowed while it is "open", and at no other time. */
export function standingOf({ decision, until, endedAt }: InsightFacts, now: Date): InsightStanding {
  if (decision === "refused") return "refused";
  if (endedAt !== null) return decision === null ? "withdrawn" : "ended";
  if (decision === null) return "asked";
  return until !== null && now < until ? "open" : "over";
}

/** There is nothing left to look into: what waited or was open is over, whoever ends it. */
export const withoutContact = (standing: InsightStanding): InsightStanding =>
  standing === "open" ? "ended" : standing === "asked" ? "withdrawn" : standing;

const allowed: Readonly<Record<InsightStanding, readonly InsightStep[]>> = {
  asked: ["approve", "refuse", "end"],
  open: ["end"],
  refused: [],
  withdrawn: [],
  ended: [],
  over: [],
};

/** What a step makes of it; undefined where it makes no sense any more. The time runs from the approval. */
export function takeStep(facts: InsightFacts, step: InsightStep, hours: number, now: Date): InsightFacts | undefined {
  if (!allowed[standingOf(facts, now)].includes(step)) return undefined;
  switch (step) {
    case "approve":
      return { ...facts, decision: "approved", until: after(now, hours * hour) };
    case "refuse":
      return { ...facts, decision: "refused" };
    case "end":
      return { ...facts, endedAt: now };
  }
}
