// Art. 12(3) GDPR: one month, two more with reasons. Counted by Regulation (EEC, Euratom) 1182/71, because the GDPR is
// an act of the Union; §§ 187 to 193 BGB come to the same day. The day of arrival does not count, the period ends on
// the day with the same number, at the month's end where there is none, and never on a Saturday, Sunday or holiday.
import { isHoliday } from "feiertagejs";
import type { FederalState } from "../../contract/setup.ts";
import { day, instant } from "../platform/instant.ts";
import { addDays, addMonths } from "../time/calendar-day.ts";

/** A calendar day, "2026-11-24". Compares as text. */
export type Day = string;

const noon = (at: Day): Date => instant(Date.parse(`${at}T12:00:00Z`));

export const daysBetween = (from: Day, to: Day): number =>
  Math.round((noon(to).getTime() - noon(from).getTime()) / day);

/**
 * Free days at the seat of the business. Holidays that only some communities of a state have move nothing: too early
 * is never too late. Without a state only the holidays of all states count, for the same reason.
 */
function isFree(at: Day, state: FederalState | null): boolean {
  const weekday = noon(at).getUTCDay();
  const onlySomewhere = state === "BY" && at.endsWith("-08-15");
  return weekday === 0 || weekday === 6 || (!onlySomewhere && isHoliday(at, state ?? "BUND"));
}

function onWorkingDay(at: Day, state: FederalState | null): Day {
  return isFree(at, state) ? onWorkingDay(addDays(at, 1), state) : at;
}

/** Last day to answer what arrived on `received`. */
export function dueOn(received: Day, state: FederalState | null): Day {
  return onWorkingDay(addMonths(received, 1), state);
}

/**
 * Last day after an extension. Two readings differ by up to two days: three months from arrival, or two from the end
 * of the first (§ 190 BGB); the earlier one counts.
 */
export function extendedDueOn(received: Day, state: FederalState | null): Day {
  const three = addMonths(received, 3);
  const two = addMonths(addMonths(received, 1), 2);
  const [earlier = three] = [three, two].sort();
  return onWorkingDay(earlier, state);
}

/** How a request stands today. `late` is the owner's alarm on day 30, `overdue` is past the last day. */
export type Stage = "fresh" | "target" | "soon" | "urgent" | "late" | "overdue";

/** Days after arrival at which somebody is reminded (DS-1); 14 is our own target, 30 the owner's alarm. */
const reminders: readonly (readonly [days: number, stage: Stage])[] = [
  [30, "late"],
  [28, "urgent"],
  [21, "soon"],
  [14, "target"],
];

/** @param due the day that counts now; after an extension the same days are counted before the new end */
export function stageOf(received: Day, due: Day, extended: boolean, today: Day): Stage {
  if (today > due) return "overdue";
  const passed = extended ? 30 - daysBetween(today, due) : daysBetween(received, today);
  return reminders.find(([days]) => passed >= days)?.[1] ?? "fresh";
}
