// When somebody is there, in words: opening hours, and what they mean right now.
import type { OpeningSpan } from "../../contract/customer.ts";

const days = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"] as const;
const dayName = (day: number): string => days[day - 1] ?? "";

/** A moment as the wall clock and calendar of the business show it. */
export interface LocalMoment {
  /** Monday = 1. */
  readonly day: number;
  /** "07:12" */
  readonly time: string;
}

/** "Jetzt geöffnet bis 16:30 Uhr." or when it opens again; undefined without opening hours. */
export function openingSentence(hours: readonly OpeningSpan[], now: LocalMoment): string | undefined {
  if (hours.length === 0) return undefined;
  const open = hours.find((span) => span.day === now.day && span.from <= now.time && now.time < span.to);
  if (open) return `Jetzt geöffnet bis ${open.to} Uhr.`;
  const next = nextSpan(hours, now);
  return `Gerade geschlossen. Wieder da: ${whenIs(next, now)} ab ${next.from} Uhr.`;
}

/** The span that starts soonest, looking a whole week ahead. */
function nextSpan(hours: readonly OpeningSpan[], now: LocalMoment): OpeningSpan {
  const wait = (span: OpeningSpan): string => {
    const distance = (span.day - now.day + 7) % 7;
    const ahead = distance === 0 && span.from <= now.time ? 7 : distance;
    return `${ahead}${span.from}`;
  };
  return hours.reduce((best, span) => (wait(span) < wait(best) ? span : best));
}

function whenIs(span: OpeningSpan, now: LocalMoment): string {
  if (span.day === now.day && span.from > now.time) return "heute";
  return span.day === (now.day % 7) + 1 ? "morgen" : dayName(span.day);
}

/** "Montag bis Freitag": "07:00 bis 16:00". Days in a row with the same hours become one line. */
export function hoursTable(hours: readonly OpeningSpan[]): { days: string; times: string }[] {
  const timesOf = (day: number) =>
    hours
      .filter((span) => span.day === day)
      .toSorted((a, b) => a.from.localeCompare(b.from))
      .map((span) => `${span.from} bis ${span.to}`)
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
