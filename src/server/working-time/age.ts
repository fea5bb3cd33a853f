import { addDays, addMonths } from "../time/calendar-day.ts";

export interface Age {
  readonly adult: boolean;
  /** Only of somebody who was under 18 when it was entered. */
  readonly bornOn: string | null;
}

/** Last day under 18. § 187(2) BGB: the birthday itself is the first day of the next year of life; 29 February ends on 28. */
export const lastMinorDay = (bornOn: string): string => addDays(addMonths(bornOn, 18 * 12), -1);

/** Nobody's age is guessed. */
export function ageOn(age: Age, day: string): "adult" | "minor" | "unknown" {
  if (age.bornOn !== null) return day <= lastMinorDay(age.bornOn) ? "minor" : "adult";
  return age.adult ? "adult" : "unknown";
}
