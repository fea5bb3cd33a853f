import { z } from "zod";
import { MemberId } from "./ids.ts";
import { press } from "./press.ts";
import { ClockTime, Day, Qualification } from "./roster-time.ts";
import { typedLine, typedText } from "./typed.ts";

// When people usually work, what they can do, and the written rules of the business.

/** Usual hours of one weekday, 1 = Monday. A day may have two stretches. */
export const WorkHours = z.strictObject({ day: z.number().int().min(1).max(7), from: ClockTime, to: ClockTime });
export type WorkHours = z.infer<typeof WorkHours>;

/** What is shown of somebody's working time. */
const ShownWorkTime = z.strictObject({
  week: z.array(WorkHours).max(21),
  age: z.enum(["adult", "minor", "unknown"]),
  /** Last day on which the rules for minors count. The birth date itself is never shown. */
  minorUntil: Day.nullable(),
  qualifications: z.array(z.string().max(40)).max(30),
  crewId: z.uuid().nullable(),
});
export type ShownWorkTime = z.infer<typeof ShownWorkTime>;

/**
 * PUT /api/working-time/:id (member). A birth date only of minors; of adults it is enough that they are. `was`: what one
 * began from; if somebody has changed it since, it is a conflict.
 */
export const SaveWorkTime = z.strictObject({
  week: z.array(WorkHours).max(21),
  age: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("unknown") }),
    z.strictObject({ kind: z.literal("adult") }),
    z.strictObject({ kind: z.literal("minor"), bornOn: Day }),
    /** Leave what is stored. */
    z.strictObject({ kind: z.literal("keep") }),
  ]),
  qualifications: z.array(Qualification).max(30),
  crewId: z.uuid().nullable(),
  was: ShownWorkTime.optional(),
});
export type SaveWorkTime = z.infer<typeof SaveWorkTime>;

const WorkTimeView = z.object({
  ...ShownWorkTime.shape,
  memberId: MemberId,
  name: z.string(),
  role: z.string(),
  /** False: nothing entered yet, the usual week of the trade counts. */
  entered: z.boolean(),
});
export type WorkTimeView = z.infer<typeof WorkTimeView>;

/** The written rules of the business. */
export const WorkRules = z.strictObject({
  /** The written rule by which the next day's duty may be told after work (IN-5); null = there is none. */
  shiftRule: z.strictObject({ on: Day, text: typedText(2_000).min(10), cutoff: ClockTime }).nullable(),
  /** §§ 16, 17 JArbSchG: minors may work at weekends here, because … */
  minorsWeekend: z.strictObject({ reason: typedText(500).min(10) }).nullable(),
  swapsNeedApproval: z.boolean(),
  alarmMinutes: z.number().int().min(1).max(120),
});
export type WorkRules = z.infer<typeof WorkRules>;
/** PUT /api/work-rules. `was`: what one began from; if somebody has changed it since, it is a conflict. */
export const SaveWorkRules = WorkRules.extend({ was: WorkRules.optional() });
export type SaveWorkRules = z.infer<typeof SaveWorkRules>;

export const CrewView = z.object({ id: z.uuid(), name: z.string() });
export type CrewView = z.infer<typeof CrewView>;
const crewName = typedLine(60).min(1);
/** PUT /api/crews/:id. `was`: the name one began from; if somebody has changed it since, it is a conflict. */
export const SaveCrew = z.strictObject({ name: crewName, was: crewName.optional() });
/** POST /api/crews */
export const NewCrew = z.strictObject({ name: crewName, ...press });

/** GET /api/working-time */
export const WorkTimeList = z.object({
  items: z.array(WorkTimeView),
  crews: z.array(CrewView),
  rules: WorkRules,
});
export type WorkTimeList = z.infer<typeof WorkTimeList>;
