// How long the private link of a customer holds: days on which nobody works do not count.
import { type Calendar, nextDaysOpen } from "../opening/calendar.ts";
import { addDays } from "../time/calendar-day.ts";
import { dayOf, instantOf, localTime } from "../time/zone.ts";

/** Working days after the day it was opened, and the days on the calendar it never goes beyond. */
const [workingDays, furthest] = [3, 30] as const;
/** Where no opening hours are entered: Monday to Friday, without holidays. */
const usual = [1, 2, 3, 4, 5].map((day) => ({ day, from: "08:00", to: "16:00" }));

/** The last day on which the link opens the conversation. @param now what the clock on the firm's wall shows */
export function lastLinkDay(calendar: Calendar, now: Date, timeZone: string): string {
  const local = localTime(now, timeZone);
  const hours = calendar.hours.length > 0 ? calendar.hours : usual;
  const latest = addDays(dayOf(local), furthest);
  const last = nextDaysOpen({ ...calendar, hours }, local, workingDays)[workingDays - 1] ?? latest;
  return [last, latest].toSorted()[0] ?? latest;
}

/** The moment that day is over. */
export const linkEnd = (calendar: Calendar, now: Date, timeZone: string): Date =>
  instantOf(`${addDays(lastLinkDay(calendar, now, timeZone), 1)}T00:00`, timeZone);
