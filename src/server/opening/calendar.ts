// When somebody is there: opening hours, public holidays of the federal state, and days the business closes. Reckoned
// on the business's own wall clock as text, so that neither midnight nor the change of the clocks moves anything.
import type { OpeningSpan } from "../../contract/customer.ts";
import type { ClosedDays } from "../../contract/opening.ts";
import type { FederalState } from "../../contract/setup.ts";
import { addDays } from "../time/calendar-day.ts";
import { dayOf, type LocalTime } from "../time/zone.ts";
import { holidayName } from "../working-time/holidays.ts";
import { weekdayNumber } from "../working-time/weekday.ts";

export interface Calendar {
  readonly hours: readonly OpeningSpan[];
  readonly closed: readonly ClosedDays[];
  readonly state: FederalState | null;
}

export type Presence =
  /** No hours are entered: nothing can be said. */
  | { readonly kind: "unknown" }
  | { readonly kind: "open"; readonly until: LocalTime }
  /** `since`: when the last span ended. `opens` is missing when nobody comes for more than a year. */
  | { readonly kind: "closed"; readonly since: LocalTime; readonly opens: LocalTime | undefined };

interface Stretch {
  readonly start: LocalTime;
  readonly end: LocalTime;
}

/** Longer than any holidays: whoever is away longer is not coming back by the calendar. */
const furthestDays = 400;

/** The spans of one day in their order; none on a holiday or a closed day. A span to 23:59 ends with the day. */
function stretchesOn({ hours, closed, state }: Calendar, day: string): Stretch[] {
  if (closed.some(({ from, to }) => from <= day && day <= to) || holidayName(day, state) !== undefined) return [];
  const weekday = weekdayNumber(day);
  return hours
    .filter((span) => span.day === weekday)
    .map(({ from, to }) => ({
      start: `${day}T${from}`,
      end: to === "23:59" ? `${addDays(day, 1)}T00:00` : `${day}T${to}`,
    }))
    .toSorted((a, b) => (a.start < b.start ? -1 : 1));
}

/** Is somebody there at this moment, until when, or since when not and when again? */
export function presenceAt(calendar: Calendar, now: LocalTime): Presence {
  if (calendar.hours.length === 0) return { kind: "unknown" };
  const today = dayOf(now);
  const here = stretchesOn(calendar, today).filter(({ start, end }) => start <= now && now < end);
  if (here.length > 0) return { kind: "open", until: lastOf(here.map(({ end }) => end)) };
  return { kind: "closed", since: lastEnd(calendar, now, today), opens: nextStart(calendar, now, today) };
}

/** The next days on which somebody is there, after the day it is; fewer where the calendar knows of none. */
export function nextDaysOpen(calendar: Calendar, now: LocalTime, count: number): string[] {
  const found: string[] = [];
  for (let ahead = 1; ahead <= furthestDays && found.length < count; ahead++) {
    const day = addDays(dayOf(now), ahead);
    if (stretchesOn(calendar, day).length > 0) found.push(day);
  }
  return found;
}

const lastOf = (moments: readonly LocalTime[]): LocalTime => moments.toSorted().at(-1) ?? "";

/** The end of the last span before now; looking back far enough, "for ever" is a moment too. */
function lastEnd(calendar: Calendar, now: LocalTime, today: string): LocalTime {
  for (let back = 0; back <= furthestDays; back++) {
    const ends = stretchesOn(calendar, addDays(today, -back)).map(({ end }) => end);
    const past = ends.filter((end) => end <= now);
    if (past.length > 0) return lastOf(past);
  }
  return "0000-00-00T00:00";
}

function nextStart(calendar: Calendar, now: LocalTime, today: string): LocalTime | undefined {
  for (let ahead = 0; ahead <= furthestDays; ahead++) {
    const next = stretchesOn(calendar, addDays(today, ahead)).find(({ start }) => start > now);
    if (next) return next.start;
  }
  return undefined;
}

/** The days after `today` on which somebody is there, that many days ahead at most; undefined: no hours are known. */
export function openDays(calendar: Calendar, today: string, ahead: number): string[] | undefined {
  if (calendar.hours.length === 0) return undefined;
  const days = Array.from({ length: ahead }, (_, n) => addDays(today, n + 1));
  return days.filter((day) => stretchesOn(calendar, day).length > 0);
}
