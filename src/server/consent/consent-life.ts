// How long an unused consent lives (AD-9): months of the calendar on the business's wall, so that everybody can count.
import { after, day, instant, minute } from "../platform/instant.ts";
import { defaults } from "../policy/defaults.ts";
import { addMonths } from "../time/calendar-day.ts";
import { clockOf, dayOf, instantOf, localTime } from "../time/zone.ts";

/** What a business counts by: the months it grants an unused consent, and the zone its calendar hangs in. */
export interface ConsentLife {
  readonly months: number;
  readonly zone: string;
}

/** As shipped: what holds where nobody made it stricter. */
export const shippedLife: ConsentLife = { months: defaults.consentIdleMonths, zone: "Europe/Berlin" };

/** The same day and time of day months later; the last of the month where there is no such day (§ 188(3) BGB). */
function monthsAfter(at: Date, months: number, zone: string): Date {
  const local = localTime(at, zone);
  const later = instantOf(`${addMonths(dayOf(local), months)}T${clockOf(local)}`, zone);
  return instant(later.getTime() + (at.getTime() % minute));
}

/** The last moment of a consent that was given or used then. */
export const endOfConsent = (used: Date, { months, zone }: ConsentLife): Date => monthsAfter(used, months, zone);

/** Unused months after which the owner is told: 18 of 24, and the same part of a stricter limit. */
const warnMonths = (months: number): number =>
  Math.floor((months * defaults.consentIdleWarnMonths) / defaults.consentIdleMonths);

/** Where the limit is a single month, the last week of it. */
const lastWeek = 7 * day;

/** From then on the owner is told that it ends (AD-9). */
export const warnOfEnd = (used: Date, life: ConsentLife): Date =>
  warnMonths(life.months) > 0
    ? monthsAfter(used, warnMonths(life.months), life.zone)
    : after(endOfConsent(used, life), -lastWeek);

/** What was last used before this may end soon. Short months are cut, so it lies some days later than the warning. */
export const idleSince = (now: Date, { months, zone }: ConsentLife): Date => {
  const warned = warnMonths(months);
  const since = warned > 0 ? monthsAfter(now, -warned, zone) : after(monthsAfter(now, -months, zone), lastWeek);
  return after(since, 4 * day);
};

/** Whole months between the two. */
export function idleMonthsOf(used: Date, now: Date, zone: string): number {
  const [from, to] = [localTime(used, zone), localTime(now, zone)];
  const index = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
  const months = index(to) - index(from);
  return Math.max(0, monthsAfter(used, months, zone) > now ? months - 1 : months);
}
