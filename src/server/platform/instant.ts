/** The only arithmetic on points in time that decisions need. Pure: gets the time handed in. */

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A point in time from milliseconds since the epoch. */
export function instant(ms: number): Date {
  return new Date(ms);
}

/** The point in time `ms` milliseconds after `at` (negative: before). */
export function after(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}

/** Hours from `since` to `now`, with fractions; null when there is no `since`. */
export function hoursSince(since: Date | null, now: Date): number | null {
  return since === null ? null : (now.getTime() - since.getTime()) / hour;
}
