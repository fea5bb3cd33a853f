import { TZDate } from "@date-fns/tz";
import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import { tzlib_get_ical_block } from "timezones-ical-library";
import type { CalendarEntry } from "./calendar-entries.ts";

/** A time zone as the standard wants it (RFC 5545, 3.6.5), from the tz database. */
function zoneBlock(zone: string): string {
  const [block = ""] = [tzlib_get_ical_block(zone)].flat();
  return block;
}

/**
 * The entries as an iCalendar file (RFC 5545). The same entries give the same bytes, so that a hash tells a change.
 * @param name what a calendar program shows for the whole
 */
export function calendarFile(entries: readonly CalendarEntry[], zone: string, name = "Dienstplan"): string {
  const calendar = ical({
    prodId: { company: "Werkbote", product: "Dienstplan", language: "DE" },
    name,
    method: ICalCalendarMethod.PUBLISH,
    timezone: { name: zone, generator: zoneBlock },
    ttl: 15 * 60,
  });
  for (const entry of entries)
    calendar.createEvent({
      id: entry.uid,
      summary: entry.title,
      ...(entry.place === undefined ? {} : { location: entry.place }),
      // A plain date would be written in the time zone of this process.
      start: new TZDate(entry.start.getTime(), zone),
      end: new TZDate(entry.end.getTime(), zone),
      timezone: zone,
      stamp: entry.changedAt,
      lastModified: entry.changedAt,
      sequence: entry.sequence,
      status: entry.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  return calendar.toString();
}
