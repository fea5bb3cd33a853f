import { weekdayOf } from "../policy/local-time.ts";
import { addDays } from "../time/calendar-day.ts";

const names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** 1 = Monday to 7 = Sunday. */
export function weekdayNumber(day: string): number {
  const name = weekdayOf(day);
  return name === undefined ? 0 : names.indexOf(name) + 1;
}

/** All days from the first to the last, both included. */
export function daysFrom(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

/** The Monday of the week a day lies in. */
export const mondayOf = (day: string): string => addDays(day, 1 - weekdayNumber(day));
