import type { Today } from "../../contract/today.ts";
import { wallTime } from "../i18n/zone.ts";

/**
 * Whether somebody who is off has a job today all the same: one that is not over, and not of the shift that comes next,
 * for before work nobody is told that they work.
 */
export function stillAgreed(
  jobs: readonly { readonly startsAt: string; readonly endsAt: string }[],
  shift: Pick<NonNullable<Today["shift"]>, "start" | "end"> | null,
  now: number,
): boolean {
  return jobs.some(({ startsAt, endsAt }) => {
    const begins = wallTime(Date.parse(startsAt));
    const ofTheShift = shift !== null && shift.start <= begins && begins < shift.end;
    return Date.parse(endsAt) > now && !ofTheShift;
  });
}
