import { clockMark } from "../../contract/clock-mark.ts";
import { language } from "./language.ts";
import { t } from "./t.ts";
import { inZone, wallTime } from "./zone.ts";

// Times as people say them, by the clocks of the business. Every function gets `now`, so that a ticking clock can be handed in.

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** English names the month: 6/12 could be a day in June. */
export const monthForm = (): "short" | "numeric" => (language() === "en" ? "short" : "numeric");

const formats = new Map<string, Intl.DateTimeFormat>();
function format(kind: string, options: Intl.DateTimeFormatOptions, at: number): string {
  const locale = language() === "en" ? "en-GB" : "de-DE";
  const { timeZone } = inZone();
  const key = `${locale}/${timeZone}/${kind}`;
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(locale, { ...options, ...inZone() });
    formats.set(key, made);
  }
  return made.format(at);
}

const dayStart = (at: number): number => Date.parse(wallTime(at).slice(0, 10));

/** Whole days between two moments, by the calendar. */
const daysApart = (at: number, now: number): number => (dayStart(now) - dayStart(at)) / day;

const mark = (at: number): string => clockMark(at, language(), inZone().timeZone);

/** "07:12"; "02:30 MESZ" in the hour that comes twice */
export function clockTime(at: string | number): string {
  const value = new Date(at).getTime();
  return format("time", { hour: "2-digit", minute: "2-digit" }, value) + mark(value);
}

/** "24.11.2026, 07:12" */
export function exactTime(at: string): string {
  const value = new Date(at).getTime();
  return format("exact", { dateStyle: "medium", timeStyle: "short" }, value) + mark(value);
}

/** For lists: "07:12" today, "gestern", "Mo.", "12.11." */
export function shortTime(at: string, now: number): string {
  const value = new Date(at).getTime();
  const days = daysApart(value, now);
  if (days <= 0) return clockTime(value);
  if (days === 1) return t("time.yesterday");
  if (days < 7) return format("weekday", { weekday: "short" }, value);
  return format("date", { day: "2-digit", month: language() === "en" ? "short" : "2-digit" }, value);
}

/** Within a sentence, for what has been: "heute um 07:12", "gestern", "am Freitag", "am 12.11.2026". */
export function pastDay(at: string, now: number): string {
  const value = new Date(at).getTime();
  const days = daysApart(value, now);
  if (days <= 0) return t("time.past-today", { time: clockTime(value) });
  if (days === 1) return t("time.yesterday");
  if (days < 7) return t("time.past-day", { day: format("long-weekday", { weekday: "long" }, value) });
  return t("time.past-day", { day: format("whole-date", { dateStyle: "medium" }, value) });
}

/** Between the days of a thread: "Heute", "Gestern", "Montag, 23. November". */
export function dayLabel(at: string, now: number): string {
  const value = new Date(at).getTime();
  const days = daysApart(value, now);
  if (days === 0) return t("time.today");
  if (days === 1) return t("time.yesterday-day");
  const sameYear = wallTime(value).slice(0, 4) === wallTime(now).slice(0, 4);
  if (sameYear) return format("day", { weekday: "long", day: "numeric", month: "long" }, value);
  return format("day-year", { day: "numeric", month: "long", year: "numeric" }, value);
}

/** "heute, 14:00" or "Montag, 23. November, 07:00": for times to come. */
export function whenText(at: string, now: number): string {
  const value = new Date(at).getTime();
  const days = daysApart(value, now);
  const time = clockTime(value);
  if (days === 0) return t("time.today-at", { time });
  if (days === -1) return t("time.tomorrow-at", { time });
  return `${format("short-day", { weekday: "short", day: "numeric", month: monthForm() }, value)}, ${time}`;
}

/** "2 Std." for waiting times: one unit, rounded down. */
export function roughDuration(milliseconds: number): string {
  if (milliseconds < hour) return t("time.minutes", { n: Math.max(1, Math.floor(milliseconds / minute)) });
  if (milliseconds < day) return t("time.hours", { n: Math.floor(milliseconds / hour) });
  const days = Math.floor(milliseconds / day);
  return days === 1 ? t("time.day") : t("time.days", { n: days });
}

/** "21 Std. 14 Min." for what runs out. */
export function exactDuration(milliseconds: number): string {
  const whole = Math.max(0, Math.floor(milliseconds / minute));
  const hours = Math.floor(whole / 60);
  const minutes = whole % 60;
  if (hours === 0) return minutes === 0 ? t("time.under-minute") : t("time.minutes", { n: minutes });
  return minutes === 0
    ? t("time.hours", { n: hours })
    : `${t("time.hours", { n: hours })} ${t("time.minutes", { n: minutes })}`;
}

/** True when two moments lie on different days of the calendar. */
export function differentDay(a: string, b: string): boolean {
  return daysApart(new Date(a).getTime(), new Date(b).getTime()) !== 0;
}

/**
 * The day by the calendar, as a date field takes it: "2026-12-01".
 * @param ahead so many days later; counted by the calendar, on which two days of the year have no 24 hours
 */
export const localDay = (at: number, ahead = 0): string =>
  new Date(dayStart(at) + ahead * day).toISOString().slice(0, 10);
