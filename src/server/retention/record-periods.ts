// Table 3.5 for what is no message: LK-6, LK-9 and LK-15 three years to the end of the year, LK-15 veiled after six
// months; LK-10 five years; LK-16 twelve months after the end of the access; LK-7 looked at once a year. Pure.
import { addMonths } from "../time/calendar-day.ts";
import { instantOf } from "../time/zone.ts";

const proofYears = 3;
const veilAfterMonths = 6;
const accessMonths = 12;
const reviewMonths = 12;
const incidentMonths = 60;

/** What is older than these moments is over; each is the beginning of a day where the business is. */
export interface RecordMoments {
  readonly proofs: Date;
  /** From here on back decisions no longer say who and on which device. */
  readonly veil: Date;
  /** Accesses, by when they ended. */
  readonly access: Date;
  /** Breaches, by when they were closed. */
  readonly incidents: Date;
}

export function recordMoments(today: string, zone: string): RecordMoments {
  const beginningOf = (day: string) => instantOf(`${day}T00:00`, zone);
  return {
    proofs: beginningOf(`${String(Number(today.slice(0, 4)) - proofYears).padStart(4, "0")}-01-01`),
    veil: beginningOf(addMonths(today, -veilAfterMonths)),
    access: beginningOf(addMonths(today, -accessMonths)),
    incidents: beginningOf(addMonths(today, -incidentMonths)),
  };
}

/** Marks against adverts that were last looked at on or before this day are due. */
export const reviewedUntil = (today: string): string => addMonths(today, -reviewMonths);

/** The first day of the next year or month: on which the next of each kind goes. */
export function nextDays(today: string): { readonly year: string; readonly month: string } {
  return { year: `${Number(today.slice(0, 4)) + 1}-01-01`, month: `${addMonths(today, 1).slice(0, 8)}01` };
}
