import type { ShownWorkTime, WorkHours } from "../../contract/working-time.ts";
import { type Age, ageOn, lastMinorDay } from "./age.ts";

interface Entered {
  readonly week: readonly WorkHours[];
  readonly age: Age;
  readonly qualifications: readonly string[];
  readonly crewId: string | null;
}

/** What is shown of somebody's working time on a day: of a minor when that ends, never the birth date. */
export function shownWorkTime({ week, age, qualifications, crewId }: Entered, today: string): ShownWorkTime {
  const standing = ageOn(age, today);
  return {
    week: [...week],
    age: standing,
    minorUntil: standing === "minor" && age.bornOn !== null ? lastMinorDay(age.bornOn) : null,
    qualifications: [...qualifications],
    crewId,
  };
}
