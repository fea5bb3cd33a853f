import { z } from "zod";
import { QrCode } from "./access.ts";
import { Instant, MemberId } from "./ids.ts";
import { press } from "./press.ts";
import { LocalTime } from "./roster-time.ts";
import { typedText } from "./typed.ts";

// The emergency service: who is on duty, alarms, hand-over; and the calendar address of each person.

const dutyPerson = z.object({
  memberId: MemberId,
  name: z.string(),
  from: LocalTime,
  until: LocalTime,
  /** Not available: now, or at some time of the duty that comes. Why stands nowhere. */
  unavailable: z.boolean(),
});
const AlarmView = z.object({
  id: z.uuid(),
  raisedAt: Instant,
  text: z.string(),
  conversationId: z.uuid().nullable(),
  /** Everybody who was called so far, in order. */
  steps: z.array(z.object({ memberId: MemberId, name: z.string(), at: Instant })),
  /** When the next one is called; null = taken, or nobody is left. */
  nextAt: Instant.nullable(),
  acknowledged: z.object({ at: Instant, name: z.string() }).nullable(),
  /** The caller is among those who were called, or plans. */
  mayAcknowledge: z.boolean(),
});
export type AlarmView = z.infer<typeof AlarmView>;

/** GET /api/duty */
export const DutyView = z.object({
  now: z.array(dutyPerson),
  next: dutyPerson.nullable(),
  /** The newest hand-over notes, for who is on duty, who comes next and planners. */
  notes: z.array(z.object({ id: z.uuid(), name: z.string(), at: Instant, text: z.string() })),
  alarms: z.array(AlarmView),
  mayNote: z.boolean(),
});
export type DutyView = z.infer<typeof DutyView>;
/** POST /api/duty/notes */
export const WriteDutyNote = z.strictObject({ text: typedText(2_000).min(1), ...press });
/** POST /api/duty/alarms */
export const RaiseAlarm = z.strictObject({
  text: typedText(500).min(1),
  conversationId: z.uuid().nullable().default(null),
  ...press,
});
export const AlarmRaised = z.object({ alarmId: z.uuid() });

// ---- Calendar

/** GET and DELETE /api/roster/calendar-link; POST makes a new one and ends the old. */
export const CalendarLink = z.object({ since: Instant.nullable() });
export type CalendarLink = z.infer<typeof CalendarLink>;
/** The only time the address is shown. */
export const CalendarLinkMade = z.object({ url: z.string(), qr: QrCode, since: Instant });
export type CalendarLinkMade = z.infer<typeof CalendarLinkMade>;
