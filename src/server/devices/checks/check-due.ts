// When a device must be looked at again (DV-1: the checklist is proof, and proof grows old).
import type { CheckStanding } from "../../../contract/device-checks.ts";
import { addDays, addMonths } from "../../time/calendar-day.ts";

/** OWN: once a year, and a month to get round to it. */
const everyMonths = 12;
const noticeDays = 30;

/** The day by which the next check is due. A device that was never checked is due since the day it was let in. */
export const dueDay = (lastPassedOn: string | undefined, approvedOn: string): string =>
  lastPassedOn === undefined ? approvedOn : addMonths(lastPassedOn, everyMonths);

/** From this day on one is reminded of it. */
const noticeDay = (dueOn: string): string => addDays(dueOn, -noticeDays);

/** On its day a check is still in time. An overdue one reminds and shows; DV-1 refuses only what is not the business's. */
export function standingOf(dueOn: string, waiting: boolean, today: string): CheckStanding {
  if (waiting) return "waiting";
  if (today > dueOn) return "overdue";
  return today >= noticeDay(dueOn) ? "due" : "fine";
}
