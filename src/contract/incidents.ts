import { z } from "zod";
import { Instant } from "./ids.ts";
import { press } from "./press.ts";
import { typedLine, typedText } from "./typed.ts";
import { CalendarDay, PointInTime } from "./values.ts";
import { Words } from "./words.ts";

// Breaches of data protection: the 72 hours, what Art. 33(3) asks for, the decision, the letter.

const text = typedText(4_000).default("");
const line = typedLine(300).default("");

/** Art. 33(3) a to d, and how the business judged the risk. */
export const IncidentFields = z.strictObject({
  /** Nature of the breach. */
  what: text,
  personKinds: line,
  persons: z.number().int().nonnegative().max(100_000_000).nullable().default(null),
  recordKinds: line,
  records: z.number().int().nonnegative().max(100_000_000).nullable().default(null),
  contact: line,
  consequences: text,
  measures: text,
  risk: z.enum(["none", "risk", "high"]).nullable().default(null),
  riskReason: text,
  /** Why it is told later than after 72 hours (Art. 33(1)). */
  delayReason: text,
  /** When and under which number the authority was told. */
  notifiedOn: CalendarDay.nullable().default(null),
  reference: line,
  /** When the persons were told (Art. 34); the letter starts from a draft. */
  personsToldOn: CalendarDay.nullable().default(null),
  /** Longer than the others: the draft takes up what happened, what may follow and what was done. */
  letter: typedText(14_000).default(""),
});
export type IncidentFields = z.infer<typeof IncidentFields>;

/** PUT /api/incidents/:id. `was`: what one began from; if somebody has changed it since, it is a conflict. */
export const ChangeIncident = IncidentFields.extend({ was: IncidentFields.optional() });
export type ChangeIncident = z.infer<typeof ChangeIncident>;

/** POST /api/incidents */
export const OpenIncident = z.strictObject({
  drill: z.boolean().default(false),
  /** When somebody in the business learned of it; not in the future. */
  awareAt: PointInTime,
  what: typedText(4_000).min(3, "Bitte in einem Satz sagen, was passiert ist."),
  ...press,
});
export type OpenIncident = z.infer<typeof OpenIncident>;

/** Hours after which screens grow louder; 70 is the last call. */
export const alarmHours = [24, 48, 60, 70] as const;

const clock = {
  awareAt: Instant,
  deadlineAt: Instant,
  /** The last of `alarmHours` that has passed; 0 before the first, 72 when the time is over. */
  alarm: z.number().int(),
};

export const IncidentRow = z.object({
  id: z.uuid(),
  number: z.number().int(),
  drill: z.boolean(),
  ...clock,
  decided: z.boolean(),
  closedAt: Instant.nullable(),
});
export type IncidentRow = z.infer<typeof IncidentRow>;

export const IncidentList = z.object({ items: z.array(IncidentRow) });
export type IncidentList = z.infer<typeof IncidentList>;

export const IncidentView = IncidentRow.extend({
  fields: IncidentFields,
  /** What the notification still lacks, as sentences. */
  open: z.array(Words),
  authority: z.object({ name: z.string(), url: z.string() }).nullable(),
  /** What follows from the judged risk. */
  duty: Words,
  timeline: z.array(z.object({ at: Instant, sentence: Words })),
  mayDecide: z.boolean(),
});
export type IncidentView = z.infer<typeof IncidentView>;
