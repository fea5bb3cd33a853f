import { language } from "../i18n/language.ts";
import { monthForm } from "../i18n/time.ts";

// Days as "2026-12-01" and times as the clock on the wall shows them: nothing here knows a time zone.

const noon = (day: string): Date => new Date(`${day}T12:00:00Z`);
const dayMs = 86_400_000;

export const addDays = (day: string, n: number): string =>
  new Date(noon(day).getTime() + n * dayMs).toISOString().slice(0, 10);
export const daysApart = (from: string, to: string): number =>
  Math.round((noon(to).getTime() - noon(from).getTime()) / dayMs);
/** 1 = Monday. */
export const weekdayOf = (day: string): number => ((noon(day).getUTCDay() + 6) % 7) + 1;
export const mondayOf = (day: string): string => addDays(day, 1 - weekdayOf(day));
export const daysFrom = (from: string, n: number): string[] => Array.from({ length: n }, (_, i) => addDays(from, i));
export const dayOf = (at: string): string => at.slice(0, 10);
export const clockOf = (at: string): string => at.slice(11, 16);

/** Calendar week by ISO 8601: the one its Thursday lies in. */
export function weekOf(day: string): number {
  const thursday = addDays(mondayOf(day), 3);
  return 1 + Math.floor(daysApart(`${thursday.slice(0, 4)}-01-01`, thursday) / 7);
}

/** The day it is where the business is; before the zone is known, where this device is. */
export const todayIn = (now: number, timeZone?: string): string =>
  new Intl.DateTimeFormat("en-CA", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(now);

const formats = new Map<string, Intl.DateTimeFormat>();
function format(day: string, kind: string, options: Intl.DateTimeFormatOptions): string {
  const locale = language() === "en" ? "en-GB" : "de-DE";
  let made = formats.get(locale + kind);
  if (!made) {
    made = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    formats.set(locale + kind, made);
  }
  return made.format(noon(day));
}

/** "Dienstag, 1. Dezember" */
export const longDay = (day: string): string => format(day, "long", { weekday: "long", day: "numeric", month: "long" });
/** "Di., 1.12." */
export const shortDay = (day: string): string =>
  format(day, "short", { weekday: "short", day: "numeric", month: monthForm() });
/** "Di" */
export const weekdayName = (day: string): string => format(day, "name", { weekday: "short" }).replace(".", "");
/** "Dienstag" for 2; counts from Monday = 1. */
export const weekdayLong = (number: number): string => format(`2026-11-${22 + number}`, "weekday", { weekday: "long" });
/** "1.12." */
export const dayNumber = (day: string): string => format(day, "number", { day: "numeric", month: monthForm() });
/** "16.08.2027" */
export const fullDay = (day: string): string => format(day, "full", { dateStyle: "medium" });
/** "Dezember 2026" */
export const monthName = (day: string): string => format(day, "month", { month: "long", year: "numeric" });

/** "07:00–15:30"; with the days where it goes beyond the next morning. */
export function spanText(start: string, end: string): string {
  const hours = `${clockOf(start)}–${clockOf(end)}`;
  return daysApart(dayOf(start), dayOf(end)) < 1 ? hours : `${clockOf(start)} – ${untilText(end)}`;
}

/** "Mo., 30.11. 07:00": when a shift ends that did not begin on the day it is shown on. */
export const untilText = (end: string): string => `${shortDay(dayOf(end))} ${clockOf(end)}`;

/** On which days a shift stands in the plan. The morning on which a night ends is none of them. */
export function daysCovered(start: string, end: string): string[] {
  if (dayOf(start) === dayOf(end)) return [dayOf(start)];
  const length = daysApart(dayOf(start), dayOf(end));
  const endsEarly = length > 0 && clockOf(end) <= "12:00";
  return daysFrom(dayOf(start), length + (endsEarly ? 0 : 1));
}

/** The same times, as many days later or earlier. */
export const shifted = (at: string, days: number): string => `${addDays(dayOf(at), days)}T${clockOf(at)}`;

/** The last day something lies on: what ends at midnight ended the day before. */
export const lastDayOf = (end: string): string => (clockOf(end) === "00:00" ? addDays(dayOf(end), -1) : dayOf(end));
