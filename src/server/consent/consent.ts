import { day } from "../platform/instant.ts";

/** One recorded step of a consent, oldest first (table consent_event). */
export interface ConsentStep {
  readonly state: "asked" | "ambiguous" | "refused" | "granted" | "withdrawn" | "used";
  readonly at: Date;
}

export interface ConsentStanding {
  readonly state: "none" | "asked" | "ambiguous" | "refused" | "granted" | "withdrawn" | "expired";
  /** Months since it was given or last used; null when there is none. */
  readonly idleMonths: number | null;
}

/** Average month: the limits are counted in whole months, so a day more or less does not matter (OWN). */
const month = 30.4375 * day;
const idleLimitMonths = 24;
const answerDays = 7;

/**
 * Where a consent stands now, from everything recorded (rules.md 3.6): a question unanswered for seven days is no
 * state any more; a consent unused for 24 months has expired (AD-9). § 7 UWG, Art. 7 DSGVO.
 */
export function consentStanding(steps: readonly ConsentStep[], now: Date): ConsentStanding {
  let state: ConsentStanding["state"] = "none";
  let touched: Date | null = null;
  let asked: Date | null = null;
  // Of two steps in the same moment (one delivery brings both) the no counts: nobody may lose a withdrawal.
  for (const step of steps.toSorted((a, b) => a.at.getTime() - b.at.getTime() || saysNo(a) - saysNo(b))) {
    if (step.state === "used") {
      if (state === "granted") touched = step.at;
      continue;
    }
    state = step.state;
    asked = step.state === "asked" ? step.at : asked;
    touched = step.state === "granted" ? step.at : null;
  }
  if (state === "asked" && asked && now.getTime() - asked.getTime() > answerDays * day)
    return { state: "none", idleMonths: null };
  const idleMonths = touched === null ? null : Math.floor((now.getTime() - touched.getTime()) / month);
  if (state === "granted" && idleMonths !== null && idleMonths > idleLimitMonths)
    return { state: "expired", idleMonths };
  return { state, idleMonths };
}

const saysNo = ({ state }: ConsentStep): number => (state === "withdrawn" || state === "refused" ? 1 : 0);

/** STOPP and its sisters as the whole message (AD-7). A stop word inside a sentence about the order is not one. */
const stopWords = new Set([
  "stopp",
  "stop",
  "abmelden",
  "abbestellen",
  "keine werbung",
  "widerruf",
  "alles stopp",
  "alles stop",
]);

export function isStopWord(text: string): boolean {
  return stopWords.has(
    text
      .toLowerCase()
      .replace(/[^\p{L}\s]/gu, "")
      .replace(/\s+/g, " ")
      .trim(),
  );
}

/** DATENSCHUTZ returns the notice at any time (PN-5). */
export function asksForNotice(text: string): boolean {
  return (
    text
      .toLowerCase()
      .replace(/[^\p{L}\s]/gu, "")
      .trim() === "datenschutz"
  );
}
