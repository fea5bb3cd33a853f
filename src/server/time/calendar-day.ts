/** Calendar days of a business as text ("2026-12-31"): they compare as text, and no time zone can bend them. */

const pad = (n: number, width = 2): string => String(n).padStart(width, "0");

/** Making one costs a hundred times what using it does. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  formats.set(timeZone, made);
  return made;
}

/** The day on which something happened where the business is. */
export function localDay(at: Date, timeZone: string): string {
  const of = Object.fromEntries(
    formatFor(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return `${of.year}-${of.month}-${of.day}`;
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const daysIn = (year: number, month: number): number =>
  [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 31;

const split = (day: string): [number, number, number] => [
  Number(day.slice(0, 4)),
  Number(day.slice(5, 7)),
  Number(day.slice(8, 10)),
];

/** The same day months later; the last of the month where there is no such day (§ 188(3) BGB). */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = split(day);
  const index = year * 12 + (month - 1) + months;
  const [y, m] = [Math.floor(index / 12), (index % 12) + 1];
  return `${pad(y, 4)}-${pad(m)}-${pad(Math.min(date, daysIn(y, m)))}`;
}

export function addDays(day: string, days: number): string {
  let [year, month, date] = split(day);
  date += days;
  while (date > daysIn(year, month)) {
    date -= daysIn(year, month);
    month = month === 12 ? 1 : month + 1;
    year += month === 1 ? 1 : 0;
  }
  while (date < 1) {
    month = month === 1 ? 12 : month - 1;
    year -= month === 12 ? 1 : 0;
    date += daysIn(year, month);
  }
  return `${pad(year, 4)}-${pad(month)}-${pad(date)}`;
}

/** The last day of the year `years` after the year of this day: periods of the HGB and the AO run that long. */
export const endOfYear = (day: string, years: number): string => `${pad(Number(day.slice(0, 4)) + years, 4)}-12-31`;

export const germanDay = (day: string): string => `${day.slice(8, 10)}.${day.slice(5, 7)}.${day.slice(0, 4)}`;

const english = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });
/** "4 Jan 2027": whoever reads English may take 4.1. for the first of April. */
export const englishDay = (day: string): string => english.format(Date.parse(day.slice(0, 10)));

/** Day and time for a paper that people read, with the zone they are in: "26.11.2026, 20:19 MEZ". */
export function germanMoment(at: Date, timeZone: string): string {
  const time = new Intl.DateTimeFormat("de-DE", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  });
  return `${germanDay(localDay(at, timeZone))}, ${time.format(at)}`;
}
