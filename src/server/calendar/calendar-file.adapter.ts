import type { CalendarEntry } from "./calendar-entries.ts";

/**
 * The entries as an iCalendar file (RFC 5545). The same entries give the same bytes, so that a hash tells a change.
 * @param name what a calendar program shows for the whole
 */
export async function calendarFile(
  entries: readonly CalendarEntry[],
  zone: string,
  name = "Dienstplan",
): Promise<string> {
  const [{ TZDate }, { default: ical, ICalCalendarMethod, ICalEventStatus }, { tzlib_get_ical_block }] =
    await Promise.all([import("@date-fns/tz"), import("ical-generator"), import("timezones-ical-library")]);
  /** The time zone as the standard wants it (RFC 5545, 3.6.5), from the tz database. */
  const zoneBlock = (of: string) => [tzlib_get_ical_block(of)].flat()[0] ?? "";
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
