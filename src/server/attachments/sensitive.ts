import { after, hour } from "../platform/instant.ts";

/** SC-2: what was reported is covered or gone within this time. */
const hoursToAct = 72;

/** When a reported file is deleted if nobody covers it or takes the report back. */
export const deletedAt = (reportedAt: Date): Date => after(reportedAt, hoursToAct * hour);
/** Files reported before this are due. */
export const dueBefore = (now: Date): Date => after(now, -hoursToAct * hour);
