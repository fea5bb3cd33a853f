// How long an unused consent lives (AD-9): months of the calendar, so that everybody can count them on a wall.
import { instant } from "../platform/instant.ts";
import { defaults } from "../policy/defaults.ts";
import { addMonths } from "../retention/calendar-day.ts";

const { consentIdleMonths, consentIdleWarnMonths } = defaults;

const monthsAfter = (at: Date, months: number): Date => {
  const text = at.toISOString();
  return instant(Date.parse(`${addMonths(text.slice(0, 10), months)}${text.slice(10)}`));
};

/** The last moment of a consent that was given or used then. */
export const endOfConsent = (used: Date): Date => monthsAfter(used, consentIdleMonths);

/** From then on the owner is told that it ends (AD-9). */
export const warnOfEnd = (used: Date): Date => monthsAfter(used, consentIdleWarnMonths);

/** What was last used before this may end soon. */
export const idleSince = (now: Date): Date => monthsAfter(now, -consentIdleWarnMonths);

/** Whole months between the two. */
export function idleMonthsOf(used: Date, now: Date): number {
  const [from, to] = [used.toISOString(), now.toISOString()];
  const index = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
  const months = index(to) - index(from);
  return Math.max(0, monthsAfter(used, months) > now ? months - 1 : months);
}
