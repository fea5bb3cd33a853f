import { addTranslation, getHolidays } from "feiertagejs";
import type { FederalState } from "../../contract/setup.ts";
import type { Words } from "../../contract/words.ts";
import { holidayDay } from "../policy/local-time.ts";

addTranslation("en", {
  NEUJAHRSTAG: "New Year's Day",
  HEILIGEDREIKOENIGE: "Epiphany",
  KARFREITAG: "Good Friday",
  OSTERSONNTAG: "Easter Sunday",
  OSTERMONTAG: "Easter Monday",
  TAG_DER_ARBEIT: "Labour Day",
  CHRISTIHIMMELFAHRT: "Ascension Day",
  MARIAHIMMELFAHRT: "Assumption of Mary",
  PFINGSTSONNTAG: "Whit Sunday",
  PFINGSTMONTAG: "Whit Monday",
  FRONLEICHNAM: "Corpus Christi",
  DEUTSCHEEINHEIT: "Day of German Unity",
  REFORMATIONSTAG: "Reformation Day",
  ALLERHEILIGEN: "All Saints' Day",
  BUBETAG: "Day of Repentance",
  ERSTERWEIHNACHTSFEIERTAG: "Christmas Day",
  ZWEITERWEIHNACHTSFEIERTAG: "St Stephen's Day",
  WELTKINDERTAG: "World Children's Day",
  WELTFRAUENTAG: "International Women's Day",
  AUGSBURGER_FRIEDENSFEST: "Augsburg Peace Festival",
});

const known = new Map<string, ReadonlyMap<string, Words>>();

/** Public holidays of a year: day -> name. Without a state those of all Germany. */
function ofYear(year: string, state: FederalState | null): ReadonlyMap<string, Words> {
  const key = `${year} ${state}`;
  const before = known.get(key);
  if (before) return before;
  const found = new Map(
    getHolidays(year, state ?? "BUND").map((one) => {
      const de = one.translate("de") ?? one.name;
      return [holidayDay(one), { de, en: one.translate("en") ?? de }] as const;
    }),
  );
  known.set(key, found);
  return found;
}

/**
 * Name of the public holiday where the business is. Those that only some communities of a state have count here: who
 * is left in peace for a day too many loses nothing.
 */
export function holidayName(day: string, state: FederalState | null): Words | undefined {
  return ofYear(day.slice(0, 4), state).get(day);
}
