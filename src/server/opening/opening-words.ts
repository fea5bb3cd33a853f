// When somebody is there, in the words customers read.
import type { OpeningSpan } from "../../contract/customer.ts";
import { addDays } from "../time/calendar-day.ts";
import { clockOf, dayOf, type LocalTime } from "../time/zone.ts";
import { weekdayNumber } from "../working-time/weekday.ts";
import { type Calendar, presenceAt } from "./calendar.ts";

const days = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"] as const;
const months = [
  ...(["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli"] as const),
  ...(["August", "September", "Oktober", "November", "Dezember"] as const),
];
/** "Montag" for 1. */
export const dayName = (day: number): string => days[day - 1] ?? "";

/** "7" for "07:00", "16:30" for "16:30": as the hours are said. */
const spoken = (clock: string): string => clock.replace(/^0/, "").replace(/:00$/, "");

/** "Jetzt geöffnet bis 16:30 Uhr." or when it opens again; undefined where nothing can be said. */
export function openingSentence(calendar: Calendar, now: LocalTime): string | undefined {
  const presence = presenceAt(calendar, now);
  switch (presence.kind) {
    case "unknown":
      return undefined;
    case "open":
      return `Jetzt geöffnet bis ${spoken(clockOf(presence.until))} Uhr.`;
    case "closed":
      if (presence.opens === undefined) return "Gerade geschlossen.";
      return `Gerade geschlossen. Wieder da: ${whenWords(presence.opens, now)}.`;
  }
}

/** "Mittwoch, 2. Dezember" */
export const dateWords = (day: string): string =>
  `${dayName(weekdayNumber(day))}, ${Number(day.slice(8))}. ${months[Number(day.slice(5, 7)) - 1]}`;

/** "heute ab 13 Uhr", "morgen ab 7:30 Uhr", "Montag ab 7 Uhr"; from a week on with its date. */
export function whenWords(opens: LocalTime, now: LocalTime): string {
  const day = dayOf(opens);
  const today = dayOf(now);
  const from = `ab ${spoken(clockOf(opens))} Uhr`;
  if (day === today) return `heute ${from}`;
  if (day === addDays(today, 1)) return `morgen ${from}`;
  return day < addDays(today, 7) ? `${dayName(weekdayNumber(day))} ${from}` : `${dateWords(day)}, ${from}`;
}

/** "Montag bis Freitag": "7 bis 16 Uhr". Days in a row with the same hours become one line. */
export function hoursTable(hours: readonly OpeningSpan[]): { days: string; times: string }[] {
  const timesOf = (day: number) =>
    hours
      .filter((span) => span.day === day)
      .toSorted((a, b) => a.from.localeCompare(b.from))
      .map((span) => `${spoken(span.from)} bis ${spoken(span.to)} Uhr`)
      .join(" und ");
  const lines: { first: number; last: number; times: string }[] = [];
  for (let day = 1; day <= 7; day++) {
    const times = timesOf(day);
    const before = lines.at(-1);
    if (times === "") continue;
    if (before?.last === day - 1 && before.times === times) before.last = day;
    else lines.push({ first: day, last: day, times });
  }
  return lines.map(({ first, last, times }) => ({
    days: first === last ? dayName(first) : `${dayName(first)} bis ${dayName(last)}`,
    times,
  }));
}
