import { after, day, hour, instant, minute } from "../platform/instant.ts";

/** When backups are rehearsed: in the night of Saturday to Sunday, by UTC. */
const sunday = { weekday: 0, hour: 3, minute: 40 };
export const rehearsalCron = `${sunday.minute} ${sunday.hour} * * ${sunday.weekday}`;

/** When the next rehearsal begins: a week away once that of today has begun. */
export function nextRehearsal(now: Date): Date {
  const midnight = instant(Math.floor(now.getTime() / day) * day);
  const days = (7 + sunday.weekday - now.getUTCDay()) % 7;
  const next = after(midnight, days * day + sunday.hour * hour + sunday.minute * minute);
  return next > now ? next : after(next, 7 * day);
}
