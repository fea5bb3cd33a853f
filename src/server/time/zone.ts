// Clock on the wall <-> point in time, for any IANA zone. The hour that is skipped in spring is read with the offset
// before it (02:30 becomes 03:30), the hour that comes twice in autumn means its first time (RFC 5545, 3.3.5).
import { day, instant } from "../platform/instant.ts";

/** What the clock shows where the business is: "2026-11-24T07:00". Compares as text. */
export type LocalTime = string;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  // Sweden writes a moment as ISO 8601 does: one text, a third of the time that its parts would take.
  const made = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  formats.set(zone, made);
  return made;
}

export const localTime = (at: Date, zone: string): LocalTime => formatOf(zone).format(at).replace(" ", "T");

/** Offsets at midnights of UTC, by zone: asked for again and again, and what a clock shows is slow to learn. */
const offsets = new Map<string, Map<number, number>>();
/** Decades of days; whoever asks for more starts anew. */
const mostOffsets = 20_000;

/** What the clocks of the zone are ahead of UTC at a midnight of UTC. */
function offsetAt(midnight: number, zone: string): number {
  const ofZone = offsets.get(zone) ?? new Map<number, number>();
  offsets.set(zone, ofZone);
  const known = ofZone.get(midnight);
  if (known !== undefined) return known;
  const offset = Date.parse(`${localTime(instant(midnight), zone)}:00Z`) - midnight;
  if (ofZone.size >= mostOffsets) ofZone.clear();
  ofZone.set(midnight, offset);
  return offset;
}

export function instantOf(local: LocalTime, zone: string): Date {
  const asUtc = Date.parse(`${local}:00Z`);
  // Midnights at least a day before and a day after, so that a change of the clocks lies between them.
  const before = Math.floor(asUtc / day) * day - day;
  const early = instant(asUtc - offsetAt(before, zone));
  const late = instant(asUtc - offsetAt(before + 3 * day, zone));
  if (early.getTime() === late.getTime() || localTime(early, zone) === local) return early;
  return localTime(late, zone) === local ? late : early;
}

/** "2026-10-25T02:30:00+02:00": for tables, in which people look for their own clock and programs for the moment. */
export function offsetTime(at: Date, zone: string): string {
  const seconds = at.toISOString().slice(17, 19);
  const local = localTime(at, zone);
  const ahead = Math.round((Date.parse(`${local}:${seconds}Z`) - at.getTime()) / 60_000);
  const two = (n: number): string => String(n).padStart(2, "0");
  const hands = Math.abs(ahead);
  return `${local}:${seconds}${ahead < 0 ? "-" : "+"}${two(Math.floor(hands / 60))}:${two(hands % 60)}`;
}

/** The same of a moment as the API writes it, by the clock in Germany. */
export const germanTime = (at: string): string => offsetTime(instant(Date.parse(at)), "Europe/Berlin");

export const dayOf = (local: LocalTime): string => local.slice(0, 10);
export const clockOf = (local: LocalTime): string => local.slice(11, 16);
