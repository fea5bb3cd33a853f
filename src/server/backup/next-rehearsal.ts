const day = 86_400_000;

/** When backups are rehearsed: in the night of Saturday to Sunday, by UTC. */
const sunday = { weekday: 0, hour: 3, minute: 40 };
export const rehearsalCron = `${sunday.minute} ${sunday.hour} * * ${sunday.weekday}`;

/** When the next rehearsal begins: a week away once that of today has begun. */
export function nextRehearsal(now: Date): Date {
  const next = new Date(now);
  next.setUTCHours(sunday.hour, sunday.minute, 0, 0);
  const days = (7 + sunday.weekday - next.getUTCDay()) % 7;
  next.setUTCDate(next.getUTCDate() + days);
  return next > now ? next : new Date(next.getTime() + 7 * day);
}
