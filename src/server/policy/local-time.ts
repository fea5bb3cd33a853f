// Reading a written local time (2026-11-24T21:30) without a clock or a time zone: the text already is local.
import { getHolidays } from "feiertagejs";

/** "21:30" out of an ISO local time, comparable as text; undefined when there is none. */
export const clockOf = (localTime: string | undefined): string | undefined => localTime?.slice(11, 16) || undefined;

const weekdays = ["saturday", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday"] as const;
export type Weekday = (typeof weekdays)[number];

/** Day of the week of an ISO date or local time, by Zeller's congruence. */
export function weekdayOf(localTime: string | undefined): Weekday | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(localTime ?? "");
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const early = month < 3;
  const m = early ? month + 12 : month;
  const y = early ? year - 1 : year;
  const k = y % 100;
  const j = Math.floor(y / 100);
  return weekdays[(day + Math.floor((13 * (m + 1)) / 5) + k + Math.floor(k / 4) + Math.floor(j / 4) + 5 * j) % 7];
}

const inGermany = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Berlin" });

/** The day in Germany, whose law counts the years: 2017-12-31T23:30Z is the first of January there. */
export function germanDayOf(text: string): string | undefined {
  if (!/T.*(Z|[+-]\d{2}:?\d{2})$/.test(text)) return text.slice(0, 10);
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : inGermany.format(moment);
}

/** By year: reckoning them takes a hundred times what the rest of a verdict does. */
const nationalHolidays = new Map<string, ReadonlySet<string>>();

/** The library has a holiday at noon of UTC. The text it makes of it is the next day on a machine far in the east. */
export const holidayDay = ({ date }: { readonly date: Date }): string => date.toISOString().slice(0, 10);

function holidaysOf(year: string): ReadonlySet<string> {
  const known = nationalHolidays.get(year);
  if (known) return known;
  const found = new Set(getHolidays(year, "BUND").map(holidayDay));
  nationalHolidays.set(year, found);
  return found;
}

/** A public holiday in all of Germany; what only some states keep, the caller's schedule knows. */
export function isNationalHoliday(localTime: string | undefined): boolean {
  const [day] = /^\d{4}-\d{2}-\d{2}/.exec(localTime ?? "") ?? [];
  return day !== undefined && holidaysOf(day.slice(0, 4)).has(day);
}
