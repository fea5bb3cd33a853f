import { z } from "zod";
import { OpeningSpan } from "./customer.ts";
import { Day } from "./roster-time.ts";
import { SetupChannel } from "./setup-papers.ts";
import { typedText } from "./typed.ts";
import { Words } from "./words.ts";

/** Days on which nobody is there, both included: Betriebsferien, a bridge day. */
export const ClosedDays = z.strictObject({ from: Day, to: Day });
export type ClosedDays = z.infer<typeof ClosedDays>;

/** The hours of the whole week and the days that are closed all the same. */
export const OpeningTimes = z.strictObject({
  hours: z.array(OpeningSpan).max(21),
  closed: z.array(ClosedDays).max(20),
});
export type OpeningTimes = z.infer<typeof OpeningTimes>;
/** PUT /api/opening/hours. `was`: what one began from; if somebody has changed it since, it is a conflict. */
export const SaveOpening = OpeningTimes.extend({ was: OpeningTimes.optional() });
export type SaveOpening = z.infer<typeof SaveOpening>;

/** Together with what is filled in, it stays below what WhatsApp shows without folding. */
export const awayLength = 900;

/** What leaves by itself on one channel while the business is closed. */
const AwayChannel = z.object({
  accountId: z.uuid(),
  channel: SetupChannel,
  label: z.string(),
  live: z.boolean(),
  active: z.boolean(),
  text: z.string(),
  /** Switched on, and yet nothing leaves: what has changed since. */
  rests: Words.nullable(),
});
export type AwayChannel = z.infer<typeof AwayChannel>;

/** GET /api/opening */
export const OpeningView = OpeningTimes.extend({
  /** The next public holidays where the business is. */
  holidays: z.array(z.object({ day: Day, name: Words })),
  /** Without it only the holidays of all Germany count. */
  stateKnown: z.boolean(),
  emergencyPhone: z.string(),
  /** What the customer page says right now. */
  now: z.string().nullable(),
  channels: z.array(AwayChannel),
  textLength: z.int(),
});
export type OpeningView = z.infer<typeof OpeningView>;

/** GET /api/opening/days: the next days on which somebody is there; null where no hours are known. */
export const OpenDays = z.object({ days: z.array(Day).nullable() });
export type OpenDays = z.infer<typeof OpenDays>;

const AwayText = z.strictObject({ active: z.boolean(), text: typedText(4_000) });
/** PUT /api/opening/away/:id. `was`: what one began from; if somebody has changed it since, it is a conflict. */
export const SaveAway = AwayText.extend({ was: AwayText.optional() });
export type SaveAway = z.infer<typeof SaveAway>;

/** POST /api/opening/away-preview: how it would read, and why it may not be used. */
export const AskAwayPreview = z.strictObject({ text: typedText(4_000) });
export const AwayPreview = z.object({ text: z.string().nullable(), problem: Words.nullable() });
export type AwayPreview = z.infer<typeof AwayPreview>;
