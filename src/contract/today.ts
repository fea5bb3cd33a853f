import { z } from "zod";
import { Instant, MemberId } from "./ids.ts";
import { MissingAnswer, ShiftKind } from "./roster.ts";
import { LocalTime } from "./roster-time.ts";

// "Heute": what needs the caller now. Numbers are of the business, never of a colleague (IN-3).

export const TodayNeed = z.object({
  kind: z.enum([
    "alarms",
    "incidents",
    "bank",
    "devices",
    "waiting",
    "nobody",
    "refused",
    "silent",
    "unsigned",
    "parked",
    "sick-notes",
    "swaps",
    "open-swaps",
    "open-shifts",
    "unavailable",
    "requests",
    "erasures",
    "ampel",
    "note-mentions",
    "mentions",
    "answers",
    "rooms",
  ]),
  count: z.number().int(),
  path: z.string(),
  /** Of the Ampel: the channels on which a red light stops sending. */
  stopped: z.array(z.string()).optional(),
  /** Of what belongs to no conversation: until then the first of it is kept. */
  until: Instant.optional(),
});
export type TodayNeed = z.infer<typeof TodayNeed>;

/** GET /api/today */
export const Today = z.object({
  day: z.iso.date(),
  /** Gravest first; nothing that is at zero. */
  needs: z.array(TodayNeed),
  /** The caller's next shift, or the one that runs. */
  shift: z
    .object({
      id: z.uuid(),
      kind: ShiftKind,
      start: LocalTime,
      end: LocalTime,
      place: z.string(),
      /** An answer is wanted and has not been given. */
      asked: z.boolean(),
      /** As the caller was told it: goes along with the answer. */
      version: z.number().int(),
    })
    .nullable(),
  /** Where the caller works today. */
  places: z.array(z.object({ shiftId: z.uuid(), place: z.string(), projectId: z.uuid().nullable() })),
  onCall: z.array(z.object({ memberId: MemberId, name: z.string(), until: LocalTime, unavailable: z.boolean() })),
  working: z.array(z.object({ memberId: MemberId, name: z.string() })),
  /** For planners: who was told of the plan and has not taken note yet. */
  unseen: z.array(MissingAnswer),
  /** The caller has time off: the app shows no numbers (G10). */
  quiet: z.boolean(),
  /** The caller may hand over to whoever is on call. */
  mayNote: z.boolean(),
  maySeeStanding: z.boolean(),
});
export type Today = z.infer<typeof Today>;

/** GET /api/today/standing: how the business stands. Nobody's own numbers are in it, and none can be worked out. */
export const Standing = z.object({
  open: z.number().int(),
  waiting: z.number().int(),
  /** Of the last 30 days; null: nobody wrote. */
  firstAnswerMinutes: z.number().int().nullable(),
  /** Calendar weeks, the newest first: conversations that were closed and never had an answer of ours. */
  unanswered: z.array(z.object({ week: z.iso.date(), count: z.number().int() })),
  /** IN-4: how often somebody off duty was reached because of a danger, by month, without names. */
  overrides: z.array(z.object({ month: z.string(), count: z.number().int() })),
});
export type Standing = z.infer<typeof Standing>;

/** GET /api/today/off-duty: whether the caller has time off; then the app's icon shows no number (G10). */
export const OffDuty = z.object({ quiet: z.boolean() });
export type OffDuty = z.infer<typeof OffDuty>;
