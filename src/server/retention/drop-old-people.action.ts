import { forgetDepartures } from "../departures/forget-departures.action.ts";
import { forgetGuests } from "../guests/forget-guests.action.ts";
import { dropOldAccess } from "../members/drop-old-access.action.ts";
import type { Tx } from "../platform/db.ts";

/** LK-16: who had access that ended before that, and what was noted of their leaving. @returns how many of each went */
export async function dropOldPeople(tx: Tx, before: Date, limit: number): ReturnType<typeof dropOldAccess> {
  await forgetDepartures(tx, before);
  await forgetGuests(tx, before);
  return await dropOldAccess(tx, before, limit);
}
