import { addDays } from "../time/calendar-day.ts";
import { instantOf } from "../time/zone.ts";

/** The midnight that ends a last day where the business is; never before now: what was worked was worked. */
export function overAt(lastDay: string, zone: string, now: Date): Date {
  const midnight = instantOf(`${addDays(lastDay, 1)}T00:00`, zone);
  return midnight > now ? midnight : now;
}
