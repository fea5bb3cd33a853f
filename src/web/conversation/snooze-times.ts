import { localDay } from "../i18n/time.ts";
import { momentOf } from "../i18n/zone.ts";

/** When a conversation may come back, by the clocks of the business. */
export interface SnoozeTime {
  readonly id: "afternoon" | "tomorrow" | "workday" | "monday";
  readonly at: Date;
}

const workStart = "07";
/** Whoever is away longer has no next working day that would be worth offering. */
const furthest = 60;

/**
 * "heute 14 Uhr" while it is before, "morgen früh" or, where nobody is there tomorrow, the next working day, and
 * "Montag" unless it is one of these.
 * @param open the next days of the business's opening hours; undefined: not known, Monday to Friday
 */
export function snoozeTimes(now: Date, open: readonly string[] | undefined): SnoozeTime[] {
  const dayIn = (days: number) => localDay(now.getTime(), days);
  const at = (days: number, hour: string) => momentOf(`${dayIn(days)}T${hour}:00`);
  const weekday = new Date(dayIn(0)).getUTCDay();
  const afternoon = at(0, "14");
  const works = (ahead: number): boolean =>
    open ? open.includes(dayIn(ahead)) : (weekday + ahead) % 7 !== 0 && (weekday + ahead) % 7 !== 6;
  const next = Array.from({ length: furthest }, (_, n) => n + 1).find(works) ?? 1;
  const toMonday = (8 - weekday) % 7 || 7;
  const nextId = next === 1 ? "tomorrow" : next === toMonday ? "monday" : "workday";
  return [
    ...(afternoon > now ? [{ id: "afternoon", at: afternoon } as const] : []),
    { id: nextId, at: at(next, workStart) },
    ...(toMonday > next && works(toMonday) ? [{ id: "monday", at: at(toMonday, workStart) } as const] : []),
  ];
}
