import { clockOf, dayOf, type LocalTime } from "../time/zone.ts";
import { weekdayNumber } from "../working-time/weekday.ts";

/** When somebody comes, on the clock of the business. */
interface Visit {
  readonly from: LocalTime;
  readonly to: LocalTime;
  readonly confirmed: boolean;
}

/**
 * B11: what a job's notes say of an appointment, with the author and the time every note has. Who goes is not said: that
 * stands at the appointment, and a name would outlast it.
 * @returns nothing when neither time nor agreement is another
 */
export function appointmentNote(was: Visit | undefined, now: Visit | undefined): string | undefined {
  const [before, after] = [was && textOf(was), now && textOf(now)];
  if (after === undefined) return before && `Termin gelöscht: ${before}.`;
  if (before === undefined) return `Termin eingetragen: ${after}.`;
  return before === after ? undefined : `Termin geändert: ${after}. Vorher: ${before}.`;
}

function textOf({ from, to, confirmed }: Visit): string {
  const isOneDay = dayOf(from) === dayOf(to);
  const time = isOneDay
    ? `${dayText(from)}, ${clockOf(from)} bis ${clockOf(to)} Uhr`
    : `${dayText(from)}, ${clockOf(from)} Uhr bis ${dayText(to)}, ${clockOf(to)} Uhr`;
  return `${time}, ${confirmed ? "abgesprochen" : "noch nicht abgesprochen"}`;
}

const weekdays = ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"];
function dayText(at: LocalTime): string {
  const day = dayOf(at);
  const [year, month, date] = day.split("-").map(Number);
  return `${weekdays[weekdayNumber(day) - 1]}., ${date}.${month}.${year}`;
}
