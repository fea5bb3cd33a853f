import { addDays, addMonths } from "../time/calendar-day.ts";

export interface Age {
  readonly adult: boolean;
  /** Only of somebody who was under 18 when it was entered. */
  readonly bornOn: string | null;
}

/**
 * Last day under 18. § 187(2) and § 188(2) BGB: the birthday itself is the first day of the next year of life. Who was
 * born on 29 February is 18 on 1 March: the day before the 29th, which that year lacks, is the 28th.
 */
export function lastMinorDay(bornOn: string): string {
  const birthday = addMonths(bornOn, 18 * 12);
  return birthday.endsWith(bornOn.slice(-2)) ? addDays(birthday, -1) : birthday;
}

/** Nobody's age is guessed. */
export function ageOn(age: Age, day: string): "adult" | "minor" | "unknown" {
  if (age.bornOn !== null) return day <= lastMinorDay(age.bornOn) ? "minor" : "adult";
  return age.adult ? "adult" : "unknown";
}
