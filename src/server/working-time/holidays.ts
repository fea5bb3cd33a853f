import { getHolidays } from "feiertagejs";
import type { FederalState } from "../../contract/setup.ts";

const known = new Map<string, ReadonlyMap<string, string>>();

/** Public holidays of a year: day -> name. Without a state those of all Germany. */
function ofYear(year: string, state: FederalState | null): ReadonlyMap<string, string> {
  const key = `${year} ${state}`;
  const before = known.get(key);
  if (before) return before;
  const found = new Map(
    getHolidays(year, state ?? "BUND").map((one) => [one.dateString, one.translate("de") ?? one.name] as const),
  );
  known.set(key, found);
  return found;
}

/**
 * Name of the public holiday where the business is. Those that only some communities of a state have count here: who
 * is left in peace for a day too many loses nothing.
 */
export function holidayName(day: string, state: FederalState | null): string | undefined {
  return ofYear(day.slice(0, 4), state).get(day);
}
