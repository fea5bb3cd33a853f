import { day, hour } from "../platform/instant.ts";
import { defaults } from "../policy/defaults.ts";
import { type ConsentLife, endOfConsent, idleMonthsOf } from "./consent-life.ts";
import type { AnswerContext } from "./judge-answer.ts";

export type StepState =
  | "pending"
  | "asked"
  | "ambiguous"
  | "clarified"
  | "lapsed"
  | "refused"
  | "granted"
  | "withdrawn"
  | "used"
  /** A stop word about the job: people must look; changes nothing. */
  | "check";

/** One recorded step of a consent (table consent_event), in the order in which they were recorded. */
export interface ConsentStep {
  readonly state: StepState;
  readonly at: Date;
}

export interface ConsentStanding {
  readonly state: "none" | "pending" | "asked" | "ambiguous" | "refused" | "granted" | "withdrawn" | "expired";
  /** Months since it was given or last used; null when there is none. */
  readonly idleMonths: number | null;
  /** Since when it stands so; null: never anything. */
  readonly since: Date | null;
  /** The last time the question was asked, for the twelve months in which it is not asked again (AD-3). */
  readonly askedAt: Date | null;
  /** The clarifying question was asked: there is no second one (AD-5). */
  readonly clarified: boolean;
}

/** A consent on paper, by phone or form waits this long for its confirmation through the channel (OWN). */
const pendingDays = 30;

interface Run {
  state: ConsentStanding["state"];
  since: Date | null;
  /** What silence falls back to: a no stays a no, however often somebody hesitates after it. */
  floor: "none" | "refused" | "withdrawn";
  used: Date | null;
  askedAt: Date | null;
  clarified: boolean;
}

/**
 * Where a consent stands now, from everything recorded (AD-3 to AD-9): a question unanswered for seven days is no
 * state any more; a consent unused for longer than its life has expired (AD-9). § 7 UWG, Art. 7 DSGVO.
 */
export function consentStanding(steps: readonly ConsentStep[], now: Date, life: ConsentLife): ConsentStanding {
  const run: Run = { state: "none", since: null, floor: "none", used: null, askedAt: null, clarified: false };
  // Of two steps in the same moment (one delivery brings both) the no counts: nobody may lose a withdrawal.
  for (const step of steps.toSorted((a, b) => a.at.getTime() - b.at.getTime() || saysNo(a) - saysNo(b)))
    take(run, step);
  if (isSilent(run, now)) run.state = run.floor;
  const { since, askedAt, clarified } = run;
  const used = run.state === "granted" ? run.used : null;
  const idleMonths = used && idleMonthsOf(used, now, life.zone);
  const expired = used !== null && now > endOfConsent(used, life);
  return { state: expired ? "expired" : run.state, idleMonths, since, askedAt, clarified };
}

function take(run: Run, { state, at }: ConsentStep): void {
  switch (state) {
    case "check":
      return;
    case "used":
      run.used = at;
      return;
    case "clarified":
      run.clarified = true;
      run.since = at;
      return;
    case "lapsed":
      run.state = run.floor;
      run.since = at;
      return;
    case "asked":
      run.askedAt = at;
      run.clarified = false;
      break;
    case "ambiguous":
      run.clarified = false;
      break;
    case "refused":
    case "withdrawn":
      run.floor = state;
      break;
    case "granted":
      run.floor = "none";
      run.used = at;
      break;
    case "pending":
      break;
  }
  run.state = state;
  run.since = at;
}

function isSilent({ state, since }: Run, now: Date): boolean {
  if (since === null) return false;
  const waited = now.getTime() - since.getTime();
  if (state === "asked" || state === "ambiguous") return waited > defaults.consentAnswerDays * day;
  return state === "pending" && waited > pendingDays * day;
}

const saysNo = ({ state }: ConsentStep): number => (state === "withdrawn" || state === "refused" ? 1 : 0);

/** To which of our questions an answer now would belong, and how old that question is. */
export function openQuestion(
  steps: readonly ConsentStep[],
  now: Date,
): { readonly context: AnswerContext; readonly hours: number | null } {
  const last = steps.findLast(({ state }) => state !== "check" && state !== "used");
  const context: AnswerContext =
    last?.state === "clarified"
      ? "after_clarifying"
      : last?.state === "asked" || last?.state === "ambiguous" || last?.state === "pending"
        ? "after_consent_question"
        : "other";
  if (last === undefined || context === "other") return { context: "other", hours: null };
  const hours = (now.getTime() - last.at.getTime()) / hour;
  // What was signed on paper may be confirmed for longer than a question may be answered.
  return { context, hours: last.state === "pending" && hours <= pendingDays * 24 ? 0 : hours };
}

/** DATENSCHUTZ returns the notice at any time (PN-5). */
export const asksForNotice = (text: string): boolean => soleWord(text) === "datenschutz";

/** START confirms what was signed elsewhere (AD-6) and reopens a channel closed by ALLES STOPP. */
export const saysStart = (text: string): boolean => soleWord(text) === "start";

const soleWord = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\s]/gu, "")
    .trim();
