import type { WorkHours } from "../../../contract/working-time.ts";
import { addDays, weekdayName } from "../days.ts";

/** A Monday, to name weekdays by. */
const monday = "2026-11-23";
export const nameOfDay = (day: number): string => weekdayName(addDays(monday, day - 1));

/** "Mo–Fr 07:00–16:00": days with the same hours, one after the other, in one. */
export function weekText(week: readonly WorkHours[]): string {
  const runs: { first: number; last: number; hours: string }[] = [];
  for (let day = 1; day <= 7; day += 1) {
    const hours = week
      .filter((one) => one.day === day)
      .map(({ from, to }) => `${from}–${to}`)
      .join(" + ");
    const run = runs.at(-1);
    if (hours === "") continue;
    if (run?.hours === hours && run.last === day - 1) run.last = day;
    else runs.push({ first: day, last: day, hours });
  }
  return runs
    .map(({ first, last, hours }) => `${nameOfDay(first)}${last > first ? `–${nameOfDay(last)}` : ""} ${hours}`)
    .join(", ");
}
