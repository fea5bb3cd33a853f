// When a member may be reached: the facts of IN-4 to IN-6, and the next moment that is allowed. Pure.

import type { FederalState } from "../../contract/setup.ts";
import type { WorkHours } from "../../contract/working-time.ts";
import { hour, instant } from "../platform/instant.ts";
import { defaults } from "../policy/defaults.ts";
import type { Facts } from "../policy/facts.ts";
import { weekdayOf } from "../policy/local-time.ts";
import { addDays } from "../time/calendar-day.ts";
import { dayOf, instantOf, localTime } from "../time/zone.ts";
import { type Age, ageOn } from "./age.ts";
import { holidayName } from "./holidays.ts";
import { common, holds, joined, latest, type Span, without } from "./spans.ts";
import { daysFrom, weekdayNumber } from "./weekday.ts";

/** Counts until somebody's own hours are entered: the usual week of the trade. */
export const usualWeek: readonly WorkHours[] = [1, 2, 3, 4, 5].map((day) => ({ day, from: "07:00", to: "16:00" }));

export interface Duty extends Span {
  readonly kind: "work" | "on_call" | "training";
}

export interface Worker {
  readonly memberId: string;
  readonly week: readonly WorkHours[];
  readonly age: Age;
  /** What was published, around the moment in question. */
  readonly duties: readonly Duty[];
  readonly absences: readonly Span[];
}

export interface Firm {
  readonly zone: string;
  readonly state: FederalState | null;
  readonly shiftRule: { readonly cutoff: string } | null;
  /** §§ 16, 17 JArbSchG. */
  readonly minorsWeekend: boolean;
}

export interface Reach {
  readonly memberId: string;
  /** For `evaluate("send", …)` on the own messenger; the caller adds messageClass and what it knows besides. */
  readonly facts: Facts;
  /** The moment itself where the member is within their hours, otherwise the next one; null: none within two months. */
  readonly nextAt: Date | null;
}

const daysAhead = 62;
const daysBack = 14;

/** Stretches in which the member works or is on call, by the published plan first and the usual week where there is none. */
function workSpans(worker: Worker, firm: Firm, first: string, last: string): Span[] {
  const planned = worker.duties.filter(({ kind }) => kind !== "on_call");
  const plannedDays = new Set(planned.map(({ start }) => dayOf(localTime(start, firm.zone))));
  const usual = daysFrom(first, last)
    .filter((day) => !plannedDays.has(day))
    .flatMap((day) => usualSpans(worker.week, firm, day));
  return joined(without([...usual, ...worker.duties], worker.absences));
}

function spanOf(day: string, { from, to }: WorkHours, zone: string): Span {
  const endDay = to > from ? day : addDays(day, 1);
  return { start: instantOf(`${day}T${from}`, zone), end: instantOf(`${endDay}T${to}`, zone) };
}

/** What JArbSchG leaves of a day: 06 to 20, no weekend and no holiday unless an exception stands. */
function minorsDay(day: string, firm: Firm): Span[] {
  if (holidayName(day, firm.state) !== undefined) return [];
  if (weekdayNumber(day) > 5 && !firm.minorsWeekend) return [];
  const { minorQuietUntil: from, minorQuietFrom: to } = defaults;
  return [{ start: instantOf(`${day}T${from}`, firm.zone), end: instantOf(`${day}T${to}`, firm.zone) }];
}

/**
 * @param duty what a shift notice tells of: then the rest before it counts and its day; otherwise the rest around `at`
 */
export function reach(worker: Worker, firm: Firm, at: Date, duty?: Duty): Reach {
  const local = localTime(at, firm.zone);
  const today = dayOf(local);
  const first = addDays(today, -daysBack);
  const spans = workSpans(worker, firm, first, addDays(today, daysAhead));
  const age = ageOn(worker.age, today);
  const within = spans.some((span) => holds(span, at));
  const rest = duty ? restBefore(worker, firm, duty) : restAround(spans, at);
  const dutyDay = duty && dutyDayOf(duty, firm);
  return {
    memberId: worker.memberId,
    facts: {
      channel: "own_internal",
      initiatedBy: "business",
      promoContent: false,
      recipients: 1,
      // It stays on the business's own server; what runs the server is judged where that is set up.
      avvStatus: "not_required",
      transferMechanism: "none_needed",
      recipientIsEmployee: true,
      employeeRelation: "staff",
      recipientAge: age,
      extra: {
        localTime: local,
        withinSchedule: within,
        shiftRule: firm.shiftRule !== null,
        ...(firm.shiftRule ? { cutoff: earlier(firm.shiftRule.cutoff, defaults.shiftNoticeCutoff) } : {}),
        ...(rest === undefined ? {} : { restHours: rest }),
        ...(dutyDay === undefined ? {} : { dutyDay }),
        exception1617: firm.minorsWeekend,
      },
    },
    nextAt: nextMoment(spans, worker, firm, at),
  };
}

/** A rule of the house may be stricter than what is shipped, never looser (section 0, no. 9). */
const earlier = (ofHouse: string, shipped: string): string => (ofHouse < shipped ? ofHouse : shipped);

/**
 * Where the usual week, which the whole business knows, begins next; the moment itself within it. What keeps somebody
 * away, what was planned for them and how old they are is left out, so that nobody reads it from the answer.
 */
export function regularStart(week: readonly WorkHours[], firm: Pick<Firm, "zone" | "state">, at: Date): Date | null {
  const today = dayOf(localTime(at, firm.zone));
  for (const day of daysFrom(addDays(today, -1), addDays(today, daysAhead))) {
    const next = joined(usualSpans(week, firm, day)).find((span) => span.end > at);
    if (next !== undefined) return latest(next.start, at);
  }
  return null;
}

function usualSpans(week: readonly WorkHours[], firm: Pick<Firm, "zone" | "state">, day: string): Span[] {
  if (holidayName(day, firm.state) !== undefined) return [];
  return week.filter((hours) => hours.day === weekdayNumber(day)).map((hours) => spanOf(day, hours, firm.zone));
}

function nextMoment(spans: readonly Span[], worker: Worker, firm: Firm, at: Date): Date | null {
  const today = dayOf(localTime(at, firm.zone));
  // Day by day, because most are reached within one or two.
  for (const day of daysFrom(today, addDays(today, daysAhead))) {
    const allowed = ageOn(worker.age, day) === "adult" ? [wholeDay(day, firm.zone)] : minorsDay(day, firm);
    const next = common(spans, allowed).find((span) => span.end > at);
    if (next !== undefined) return latest(next.start, at);
  }
  return null;
}

const wholeDay = (day: string, zone: string): Span => ({
  start: instantOf(`${day}T00:00`, zone),
  end: instantOf(`${addDays(day, 1)}T00:00`, zone),
});

const hoursBetween = (from: Date, to: Date): number => Math.max(0, (to.getTime() - from.getTime()) / hour);

/** Free time the moment lies in: from the last end of work to the next start. Within working time there is none to count. */
function restAround(spans: readonly Span[], at: Date): number | undefined {
  if (spans.some((span) => holds(span, at))) return undefined;
  const last = spans.findLast((span) => span.end <= at);
  const next = spans.find((span) => span.start > at);
  if (next === undefined) return undefined;
  return hoursBetween(last?.end ?? instant(at.getTime() - daysBack * 24 * hour), next.start);
}

/** Free time before a duty. Being on call is no work as long as nobody calls (BAG; § 5(3) ArbZG is about hospitals). */
function restBefore(worker: Worker, firm: Firm, duty: Duty): number {
  const day = dayOf(localTime(duty.start, firm.zone));
  const isEarlier = ({ kind, start }: Duty) => kind !== "on_call" && dayOf(localTime(start, firm.zone)) < day;
  const others = { ...worker, duties: worker.duties.filter(isEarlier) };
  const spans = workSpans(others, firm, addDays(day, -daysBack), addDays(day, -1));
  const last = spans.findLast((span) => span.end <= duty.start);
  return hoursBetween(last?.end ?? instant(duty.start.getTime() - daysBack * 24 * hour), duty.start);
}

function dutyDayOf(duty: Duty, firm: Firm): NonNullable<Facts["extra"]["dutyDay"]> | undefined {
  const day = dayOf(localTime(duty.start, firm.zone));
  return holidayName(day, firm.state) === undefined ? weekdayOf(day) : "holiday";
}
