// AV-1 to AV-6: what an agreement is worth today. Pure; the policy turns the status into allow, require or deny.
import type {
  Agreement,
  AgreementStatus,
  ChecklistItem,
  GapDecision,
  ProcessorFields,
} from "../../contract/setup-papers.ts";
import { defaults } from "../policy/defaults.ts";
import { addDays } from "../time/calendar-day.ts";
import { dayOf, localTime } from "../time/zone.ts";
import { checklistEntries } from "./checklist.ts";

/** A row of the register, as far as its status depends on it. Days are ISO dates. */
export interface RegisterRow {
  readonly agreement: Agreement | null;
  readonly checklist: readonly ChecklistItem[];
  readonly gapDecision: GapDecision | null;
  readonly notRequiredReason: string | null;
  readonly nextReviewOn: string | null;
  readonly fields: Pick<ProcessorFields, "transferMechanism" | "sccModule" | "transferAssessment">;
}

/** Signed and in a known version: less is no agreement (Art. 28(3), (9)). */
export function hasAgreement({ agreement }: RegisterRow): boolean {
  return agreement !== null && agreement.signedOn !== null && agreement.version !== "" && agreement.acceptedBy !== "";
}

/** The day as calendars in Germany show it. */
export const germanToday = (now: Date): string => dayOf(localTime(now, "Europe/Berlin"));

/** A contract counts from its day on. */
function isInForce(row: RegisterRow, now: Date): boolean {
  return hasAgreement(row) && (row.agreement?.signedOn ?? "") <= germanToday(now);
}

/** Items of the checklist that are not known to be there; an item nobody listed counts as unknown. */
export function gapsOf(row: Pick<RegisterRow, "checklist">): string[] {
  const present = new Set(row.checklist.filter(({ state }) => state === "present").map(({ key }) => key));
  return checklistEntries.map(({ key }) => key).filter((key) => !present.has(key));
}

/** What no owner can accept: no contract, a core of Art. 28(3) not there, no basis for the transfer (AV-2). */
export function coreGaps(row: RegisterRow): string[] {
  if (row.notRequiredReason !== null) return [];
  const core = new Set(checklistEntries.filter(({ core: isCore }) => isCore).map(({ key }) => key));
  const gaps = gapsOf(row).filter((key) => core.has(key) && (key !== "transfer" || needsBasis(row)));
  const named = gaps.map((key) => (key === "subject" ? "art_28_3_core" : key));
  return hasAgreement(row) ? named : ["contract", ...named];
}

/** True when the decision is in force today and covers every gap there is. */
function isCovered(row: RegisterRow, gaps: readonly string[], today: string): boolean {
  const decision = row.gapDecision;
  return decision !== null && decision.expiresOn >= today && gaps.every((key) => decision.items.includes(key));
}

/**
 * The status of one agreement. The review may be `avvReviewGraceDays` late before sending stops (AV-4).
 * @param now point in time; days behind the first are compared in UTC, a day's difference changes nothing there
 */
export function agreementStatus(row: RegisterRow, now: Date): AgreementStatus {
  if (row.notRequiredReason !== null && row.notRequiredReason.trim().length >= 10) return "not_required";
  if (!isInForce(row, now)) return "missing";
  const today = isoDay(now);
  const gaps = relevantGaps(row);
  if (gaps.length > 0 && (coreGaps(row).length > 0 || !isCovered(row, gaps, today))) return "gaps_open";
  if (row.nextReviewOn === null || addDays(row.nextReviewOn, defaults.avvReviewGraceDays) < today)
    return "review_overdue";
  return gaps.length > 0 ? "gaps_accepted" : "complete";
}

/** The gaps a decision has to cover: without a third country nobody needs a basis for one. */
export function relevantGaps(row: RegisterRow): string[] {
  return gapsOf(row).filter((key) => key !== "transfer" || needsBasis(row));
}

/** Nothing leaves the EU, or only for a country on which it has decided: then no contract has to carry it. */
const needsBasis = ({ fields }: Pick<RegisterRow, "fields">): boolean =>
  fields.transferMechanism !== "none_needed" && fields.transferMechanism !== "adequacy";

const worst: readonly AgreementStatus[] = [
  "missing",
  "gaps_open",
  "review_overdue",
  "gaps_accepted",
  "complete",
  "not_required",
];

/** Over several processors of one channel the weakest counts; no row at all is missing (AV-1). */
export function weakestStatus(statuses: readonly AgreementStatus[]): AgreementStatus {
  return worst.find((status) => statuses.includes(status)) ?? "missing";
}

export type TransferFacts = {
  readonly transferMechanism: Exclude<ProcessorFields["transferMechanism"], "adequacy">;
  /** Standard clauses and the assessment of the transfer are recorded wherever something leaves the EU. */
  readonly sccOnFile: boolean;
};

/** AV-6 over all processors of a channel: the weakest mechanism counts. */
export function transferFacts(rows: readonly RegisterRow[]): TransferFacts {
  const needed = rows.filter(({ notRequiredReason }) => notRequiredReason === null);
  const leaving = needed.filter(needsBasis).map(({ fields }) => fields);
  const order = ["missing", "dpf", "scc"] as const;
  const found = order.find((mechanism) => leaving.some((fields) => fields.transferMechanism === mechanism));
  return {
    transferMechanism: rows.length === 0 ? "missing" : (found ?? "none_needed"),
    sccOnFile: leaving.length > 0 && leaving.every((f) => f.sccModule !== "" && f.transferAssessment !== ""),
  };
}

export function isoDay(at: Date): string {
  return at.toISOString().slice(0, 10);
}
