// Table 3.5 for what is no message: LK-6, LK-9 and LK-15 three years to the end of the year, LK-15 veiled after six
// months; LK-10 five years; LK-16 twelve months after the end of the access; LK-7 looked at once a year. Pure.
import { addMonths } from "../time/calendar-day.ts";

const proofYears = 3;
const veilAfterMonths = 6;
const accessMonths = 12;
const reviewMonths = 12;
const incidentMonths = 60;

export interface RecordPeriods {
  /** Proofs from before this day are over. */
  readonly proofsBefore: string;
  /** Decisions from before this day no longer say who and on which device. */
  readonly veilBefore: string;
  /** Accesses that ended before this day are over. */
  readonly accessBefore: string;
  /** Breaches that were closed before this day are over. */
  readonly incidentsBefore: string;
  /** Marks against adverts that were last looked at on or before this day are due. */
  readonly reviewedUntil: string;
}

export function recordPeriods(today: string): RecordPeriods {
  return {
    proofsBefore: `${String(Number(today.slice(0, 4)) - proofYears).padStart(4, "0")}-01-01`,
    veilBefore: addMonths(today, -veilAfterMonths),
    accessBefore: addMonths(today, -accessMonths),
    incidentsBefore: addMonths(today, -incidentMonths),
    reviewedUntil: addMonths(today, -reviewMonths),
  };
}

/** The first day of the next year or month: on which the next of each kind goes. */
export function nextDays(today: string): { readonly year: string; readonly month: string } {
  return { year: `${Number(today.slice(0, 4)) + 1}-01-01`, month: `${addMonths(today, 1).slice(0, 8)}01` };
}
