import { z } from "zod";
import { Instant, MemberId } from "./ids.ts";
import { typedLine } from "./typed.ts";
import { CalendarDay } from "./values.ts";
import { Words } from "./words.ts";

// The team as employees: works council, who gets sick notes, sick notes themselves, own addresses of staff.

const SickNoteReceiver = z.enum(["owner", "office"]);

/** GET /api/team/setting. `open`: whether the internal messenger may be used (IN-3, AC-2); `why`: one sentence if not. */
export const TeamSetting = z.object({
  /** Null: nobody has been asked yet. */
  worksCouncil: z.boolean().nullable(),
  agreementOn: z.iso.date().nullable(),
  agreementReference: z.string(),
  decidedAt: Instant.nullable(),
  sickNotesTo: SickNoteReceiver,
  /** Colleagues see who is writing in a conversation right now (U33). */
  typingShown: z.boolean(),
  open: z.boolean(),
  why: Words.nullable(),
  /** Where in the app it is mended. */
  place: z.string().nullable(),
});
export type TeamSetting = z.infer<typeof TeamSetting>;

/** PUT /api/team/setting. `was`: what one began from; if somebody has changed it since, it is a conflict. */
export const SaveTeamSetting = z.strictObject({
  worksCouncil: z.boolean().optional(),
  /** The agreement with the works council: its day and where it lies; null takes it back. */
  agreement: z
    .strictObject({ on: CalendarDay, reference: typedLine(200).min(3) })
    .nullable()
    .optional(),
  sickNotesTo: SickNoteReceiver.optional(),
  typingShown: z.boolean().optional(),
  was: z
    .strictObject(
      TeamSetting.pick({
        worksCouncil: true,
        agreementOn: true,
        agreementReference: true,
        sickNotesTo: true,
        typingShown: true,
      }).shape,
    )
    .optional(),
});
export type SaveTeamSetting = z.infer<typeof SaveTeamSetting>;

export const SickNoteView = z.object({
  id: z.uuid(),
  memberId: MemberId,
  name: z.string(),
  from: z.iso.date(),
  until: z.iso.date(),
  hasPhoto: z.boolean(),
  sentAt: Instant,
  /** When the receiver took it over into the roster. */
  takenAt: Instant.nullable(),
});
export type SickNoteView = z.infer<typeof SickNoteView>;

/** GET /api/sick-notes: what came to the caller's role, and the caller's own. */
export const SickNotes = z.object({
  receiver: SickNoteReceiver,
  received: z.array(SickNoteView),
  own: z.array(SickNoteView),
});
export type SickNotes = z.infer<typeof SickNotes>;
/** POST /api/sick-notes: unable to work from and until. There is no field for why, and there will be none. */
export const SendSickNote = z.strictObject({ from: CalendarDay, until: CalendarDay });
export const SickNoteSent = z.object({ id: z.uuid() });

/**
 * PUT /api/members/:id/addresses: numbers and mail addresses, kept as hashes; the list replaces what was there. `was`: the
 * list one saw; if somebody has changed it since, it is a conflict.
 */
export const StaffAddresses = z.strictObject({
  addresses: z.array(typedLine(120).min(5)).max(6),
  was: z.string().max(64).optional(),
});
/** GET /api/members/:id/addresses: how many are kept, and which list it is. They cannot be shown: only hashes are there. */
export const StaffAddressCount = z.object({ count: z.number().int(), list: z.string() });
