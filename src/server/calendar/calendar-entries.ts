import type { ShiftKind } from "../../contract/roster.ts";
import { after, day } from "../platform/instant.ts";
import type { PublishedShift } from "../roster/shift.ts";

export interface CalendarEntry {
  readonly uid: string;
  readonly title: string;
  /** Only in a file that stays in the house. */
  readonly place?: string;
  readonly start: Date;
  readonly end: Date;
  readonly sequence: number;
  readonly cancelled: boolean;
  readonly changedAt: Date;
}

/** A calendar lies on other people's servers: what it says must tell nothing of customers. */
const titles: Readonly<Record<ShiftKind, string>> = {
  work: "Dienst",
  on_call: "Notdienst",
  training: "Schulung",
};

/** How long a calendar program may take to notice that a shift fell away. */
const cancelledDays = 14;

/** @param host the business's own: a UID is unique in the world (RFC 7986, 5.3) */
export function calendarEntries(shifts: readonly PublishedShift[], host: string, now: Date): CalendarEntry[] {
  return shifts
    .filter(({ cancelledAt }) => cancelledAt === null || cancelledAt > after(now, -cancelledDays * day))
    .map((shift) => ({
      uid: `${shift.id}.${shift.memberId.slice(-12)}@${host}`,
      title: titles[shift.kind],
      start: shift.start,
      end: shift.end,
      sequence: shift.sequence,
      cancelled: shift.cancelledAt !== null,
      changedAt: shift.publishedAt,
    }));
}
