// What somebody works on one day, breaks taken off. A night shift belongs to the day it begins on. Being on call is
// rest until somebody calls.
import type { ShiftKind } from "../../../contract/roster.ts";
import type { Words } from "../../../contract/words.ts";
import { hour } from "../../platform/instant.ts";
import { dayOf, localTime } from "../../time/zone.ts";
import { joined, lengthOf, type Span } from "../../working-time/spans.ts";

export interface WorkingDay {
  readonly day: string;
  readonly spans: readonly Span[];
  readonly start: Date;
  readonly end: Date;
}

/** Working days in order. */
export function workingDays(shifts: readonly (Span & { readonly kind: ShiftKind })[], zone: string): WorkingDay[] {
  const byDay = new Map<string, Span[]>();
  for (const span of joined(shifts.filter(({ kind }) => kind !== "on_call"))) {
    const day = dayOf(localTime(span.start, zone));
    byDay.set(day, [...(byDay.get(day) ?? []), span]);
  }
  return [...byDay]
    .flatMap(([day, spans]) => {
      const [first, last] = [spans[0], spans.at(-1)];
      return first && last ? [{ day, spans, start: first.start, end: last.end }] : [];
    })
    .toSorted((a, b) => a.start.getTime() - b.start.getTime());
}

/** § 4 ArbZG, § 11 JArbSchG: hours of break from so many hours on; the longer first. */
const breaks = {
  adult: [
    [9.5, 0.75],
    [6, 0.5],
  ],
  minor: [
    [6, 1],
    [4.5, 0.5],
  ],
} as const;

/** Hours of work without the breaks the law asks for; a gap between two stretches counts as one. */
export function netHours({ spans, start, end }: WorkingDay, who: keyof typeof breaks): number {
  const worked = spans.reduce((sum, span) => sum + lengthOf(span), 0) / hour;
  const gaps = (end.getTime() - start.getTime()) / hour - worked;
  const owed = breaks[who].find(([from]) => worked > from)?.[1] ?? 0;
  return worked - Math.max(0, owed - gaps);
}

/** Hours of rest next to the working day a shift belongs to, on the side where they are fewer. */
export function restAround(shift: Span, days: readonly WorkingDay[]): number {
  const index = days.findIndex(({ spans }) => spans.some((s) => s.start <= shift.start && shift.end <= s.end));
  const own = days[index];
  if (own === undefined) return Number.POSITIVE_INFINITY;
  const [before, next] = [days[index - 1], days[index + 1]];
  const rests = [
    ...(before ? [(own.start.getTime() - before.end.getTime()) / hour] : []),
    ...(next ? [(next.start.getTime() - own.end.getTime()) / hour] : []),
  ];
  return Math.min(Number.POSITIVE_INFINITY, ...rests);
}

/** "9,5 Stunden" */
export function hoursText(hours: number): Words {
  const rounded = Math.round(Math.max(0, hours) * 100) / 100;
  const isOne = rounded === 1;
  return {
    de: `${String(rounded).replace(".", ",")} ${isOne ? "Stunde" : "Stunden"}`,
    en: `${rounded} ${isOne ? "hour" : "hours"}`,
  };
}
