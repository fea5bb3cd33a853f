import { z } from "zod";
import { Instant, MemberId } from "./ids.ts";
import { press } from "./press.ts";
import { ClockTime, Day, LocalTime, Qualification } from "./roster-time.ts";
import { typedLine, typedText } from "./typed.ts";
import { Words } from "./words.ts";
import { CrewView } from "./working-time.ts";

// The roster: shifts, absences, answers, swaps.

export const ShiftKind = z.enum(["work", "on_call", "training"]);
export type ShiftKind = z.infer<typeof ShiftKind>;

/** What the person said when asked; `none` = asked and silent so far. */
export const ShiftAnswer = z.enum(["none", "seen", "fits", "not", "reservation"]);
export type ShiftAnswer = z.infer<typeof ShiftAnswer>;

// ---- Shifts and checks

/** What a check found. `refused`: the law leaves no way; `confirm`: a planner may go on with a reason; `note`: marked. */
export const Finding = z.object({
  /** "§ 5 ArbZG", or the name of a house rule (`house-rules.ts`). */
  rule: z.string(),
  severity: z.enum(["refused", "confirm", "note"]),
  /** One sentence. */
  text: Words,
});
export type Finding = z.infer<typeof Finding>;

/** What is said of a shift. */
const SaidOfShift = z.strictObject({
  memberId: MemberId,
  kind: ShiftKind,
  start: LocalTime,
  end: LocalTime,
  place: typedLine(200).default(""),
  projectId: z.uuid().nullable().default(null),
  qualification: Qualification.nullable().default(null),
});
export const SaveShift = SaidOfShift.extend({
  /** Why it is planned although a check asks; kept in the history. */
  reason: typedText(300).default(""),
});
export type SaveShift = z.infer<typeof SaveShift>;

/** PUT /api/roster/shifts/:id. `was`: as the planner saw it; if somebody has changed it since, it is a conflict. */
export const ChangeShift = SaveShift.extend({ was: SaidOfShift.optional() });
export type ChangeShift = z.infer<typeof ChangeShift>;

/** POST /api/roster/shifts */
export const NewShift = SaveShift.extend(press);
export type NewShift = z.infer<typeof NewShift>;

/** POST /api/roster/check: the same questions, nothing is saved. `shiftId`: the shift that is being moved. */
export const CheckShift = SaveShift.extend({ shiftId: z.uuid().nullable().default(null) });

/** `saved` false: `findings` say why, or ask for a reason. */
export const ShiftSaved = z.object({ saved: z.boolean(), shiftId: z.uuid().nullable(), findings: z.array(Finding) });
export type ShiftSaved = z.infer<typeof ShiftSaved>;

const shift = {
  id: z.uuid(),
  memberId: MemberId,
  kind: ShiftKind,
  start: LocalTime,
  end: LocalTime,
  /** The same as points in time. */
  startsAt: Instant,
  endsAt: Instant,
  place: z.string(),
  projectId: z.uuid().nullable(),
  qualification: z.string().nullable(),
};

/** A shift as planners see it. */
export const PlannedShift = z.object({
  ...shift,
  /** How the plan stands to what people were told: nobody knows it, it differs, it goes away, it is as told. */
  state: z.enum(["new", "changed", "removed", "published"]),
  /** Of the last published version; null where there is none or nobody is asked. */
  answer: ShiftAnswer.nullable(),
  answeredAt: Instant.nullable(),
  /** Why it does not fit, in the person's words. */
  reason: z.string(),
  /** It is still to come or runs, and its person is not available then: somebody else has to take it. */
  unavailable: z.boolean(),
});
export type PlannedShift = z.infer<typeof PlannedShift>;

export const AbsenceView = z.object({ id: z.uuid(), memberId: MemberId, start: LocalTime, end: LocalTime });
export type AbsenceView = z.infer<typeof AbsenceView>;
/** POST /api/roster/absences: "nicht verfügbar". There is no field for a reason, and there will be none. */
export const SaveAbsence = z.strictObject({ memberId: MemberId, start: LocalTime, end: LocalTime });

export const ShapeView = z.object({
  id: z.uuid(),
  title: z.string(),
  kind: ShiftKind,
  from: z.string(),
  to: z.string(),
  /** Days after the first on which it ends. */
  days: z.number().int(),
  qualification: z.string().nullable(),
});
export type ShapeView = z.infer<typeof ShapeView>;
/** POST /api/roster/shapes */
export const SaveShape = z.strictObject({
  title: typedLine(60).min(1),
  kind: ShiftKind,
  from: ClockTime,
  to: ClockTime,
  days: z.number().int().min(0).max(7).default(0),
  qualification: Qualification.nullable().default(null),
});
/** PUT /api/roster/shapes/:id. `was`: what one began from; if somebody has changed it since, it is a conflict. */
export const ChangeShape = SaveShape.extend({ was: SaveShape.optional() });

/** Both days count; at most 62 days. */
export const RosterQuery = z.strictObject({ from: Day, to: Day });

const Holiday = z.object({ day: Day, name: Words });

/** Somebody who was asked about a shift that is still to come and has said nothing. */
export const MissingAnswer = z.object({
  memberId: MemberId,
  name: z.string(),
  since: Instant,
  /** They have not been told yet: it waits until their work begins. */
  queuedUntil: Instant.nullable(),
  /** When they were asked last, and how often after the first time. */
  askedAt: Instant,
  timesAgain: z.number().int(),
  /** From when on they may be asked once more; null: often enough, now somebody talks to them. */
  mayAskFrom: Instant.nullable(),
});
export type MissingAnswer = z.infer<typeof MissingAnswer>;

/** GET /api/roster: everybody, by planners. */
export const RosterView = z.object({
  from: Day,
  to: Day,
  timeZone: z.string(),
  people: z.array(
    z.object({
      id: MemberId,
      name: z.string(),
      role: z.string(),
      crewId: z.uuid().nullable(),
      /** The rules for minors count until this day. */
      minorUntil: Day.nullable(),
      /** The last day, of whoever leaves or has left: shifts after it are open. */
      endsOn: Day.nullable(),
      qualifications: z.array(z.string()),
    }),
  ),
  shifts: z.array(PlannedShift),
  absences: z.array(AbsenceView),
  holidays: z.array(Holiday),
  crews: z.array(CrewView),
  shapes: z.array(ShapeView),
  /** People who were asked about a shift that is still to come and have not answered, in this range. */
  missing: z.array(MissingAnswer),
  /** Shifts that are not as told. */
  unpublished: z.number().int(),
});
export type RosterView = z.infer<typeof RosterView>;

/** A shift as its person sees it. `cancelled`: was told and falls away. `asked`: an answer is wanted. */
export const OwnShift = z.object({
  ...shift,
  cancelled: z.boolean(),
  asked: z.boolean(),
  answer: ShiftAnswer,
  answeredAt: Instant.nullable(),
  reason: z.string(),
  /** Changed within the last 48 hours before it begins. */
  urgent: z.boolean(),
  /** Changes with whatever the person is told anew. */
  version: z.number().int(),
  /** Not the first version the person was told. */
  changed: z.boolean(),
  /** An open proposal to hand it over. */
  swapId: z.uuid().nullable(),
  /** The person is not available then: the plan has not followed yet. */
  unavailable: z.boolean(),
});
export type OwnShift = z.infer<typeof OwnShift>;

/** GET /api/roster/mine */
export const OwnRoster = z.object({
  from: Day,
  to: Day,
  timeZone: z.string(),
  shifts: z.array(OwnShift),
  absences: z.array(AbsenceView),
  holidays: z.array(Holiday),
  /** Shifts after these days that want an answer: whoever is asked must be able to say it. */
  later: z.array(OwnShift),
  /** Shifts that still want an answer, in any week. */
  open: z.number().int(),
});
export type OwnRoster = z.infer<typeof OwnRoster>;

/** GET /api/roster/stand-ins/:id, by planners: who may take this shift without any check asking. */
export const StandInList = z.object({ items: z.array(z.object({ memberId: MemberId, name: z.string() })) });
export type StandInList = z.infer<typeof StandInList>;

/** GET /api/roster/today: who is here today, name and kind and nothing else. */
export const TodayView = z.object({
  day: Day,
  people: z.array(z.object({ memberId: MemberId, name: z.string(), kind: ShiftKind })),
});
export type TodayView = z.infer<typeof TodayView>;

/** POST /api/roster/copy-week: Mondays. Only people of the crew, where one is named. */
export const CopyWeek = z.strictObject({ from: Day, to: Day, crewId: z.uuid().nullable().default(null), ...press });
export type CopyWeek = z.infer<typeof CopyWeek>;
export const WeekCopied = z.object({
  copied: z.number().int(),
  skipped: z.array(z.object({ memberId: MemberId, start: LocalTime, findings: z.array(Finding) })),
});
export type WeekCopied = z.infer<typeof WeekCopied>;

/** POST /api/roster/publish: people hear of their own shifts only. */
export const PublishRoster = z.strictObject({ from: Day, to: Day });
export const RosterPublished = z.object({
  shifts: z.number().int(),
  /** Stay drafts: since they were planned something made them unlawful. */
  refused: z.array(z.object({ memberId: MemberId, start: LocalTime, findings: z.array(Finding) })),
  people: z.array(
    z.object({
      memberId: MemberId,
      name: z.string(),
      /** Null: told now. Otherwise it is kept here until then. */
      queuedUntil: Instant.nullable(),
      why: z.string(),
    }),
  ),
});
export type RosterPublished = z.infer<typeof RosterPublished>;

/** POST /api/roster/ask-again: those among them who are silent and may be asked once more. */
export const AskAgain = z.strictObject({ memberIds: z.array(MemberId).min(1).max(500) });
export const AskedAgain = z.object({
  people: z.array(z.object({ memberId: MemberId, name: z.string(), queuedUntil: Instant.nullable() })),
});
export type AskedAgain = z.infer<typeof AskedAgain>;

/** POST /api/roster/answers: of one's own shifts. "not" and "reservation" want a reason. */
export const AnswerShifts = z.strictObject({
  shiftIds: z.array(z.uuid()).min(1).max(200),
  /** Of these shifts, in their order, as they were seen: an answer to what was changed since is a conflict. */
  versions: z.array(z.number().int()).max(200).optional(),
  answer: ShiftAnswer.exclude(["none"]),
  reason: typedText(300).default(""),
});
export const ShiftsAnswered = z.object({ answered: z.number().int() });

/** GET /api/roster/history?from&to */
export const RosterHistory = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      at: Instant,
      /** Name; the role where the person has left long ago; "Werkbote" for the server. */
      by: z.string(),
      about: z.string(),
      shiftId: z.uuid().nullable(),
      sentence: Words,
    }),
  ),
});
export type RosterHistory = z.infer<typeof RosterHistory>;

/** Answer of writes whose result is fetched anew. */
export const RosterDone = z.object({ id: z.uuid().nullable() });
/** GET /api/roster/week.pdf */
export const WeekPdfQuery = z.strictObject({ from: Day, crewId: z.uuid().optional() });
