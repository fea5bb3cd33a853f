import { z } from "zod";
import { Instant } from "./ids.ts";
import { SetupChannel } from "./setup-papers.ts";
import { Words } from "./words.ts";

/** Red: the engine stops sending. Amber: something is due. Green: in order. */
export const LightLevel = z.enum(["red", "amber", "green"]);
export type LightLevel = z.infer<typeof LightLevel>;

const Next = z.object({ label: Words, href: z.string() });

/** One duty of a business that writes to its customers. */
export const Light = z.object({
  duty: z.string(),
  title: Words,
  level: LightLevel,
  sentence: Words,
  /** Everything that was found, if it is more than the sentence. */
  details: z.array(Words),
  /** The law it rests on, for people. */
  basis: z.string(),
  rules: z.array(z.string()),
  /** What a red light stops; `starts`: conversations we begin, answers go on. Receiving never stops. */
  stops: z.enum(["all", "starts"]).nullable(),
  channels: z.array(SetupChannel),
  next: Next.nullable(),
  /** A day that goes with it: due until, in order until, or looked at on. */
  day: z.object({ what: z.enum(["due", "until", "checked"]), on: z.iso.date() }).nullable(),
});
export type Light = z.infer<typeof Light>;

/** May this channel be used today? Decided by the engine itself. */
export const ChannelLight = z.object({
  channel: SetupChannel,
  label: z.string(),
  level: LightLevel,
  sentence: Words,
  /** Null: the business cannot begin there at all. */
  mayStart: z.boolean().nullable(),
  next: Next.nullable(),
});
export type ChannelLight = z.infer<typeof ChannelLight>;

/** GET /api/law/ampel */
export const Ampel = z.object({
  at: Instant,
  business: z.string(),
  level: LightLevel,
  channels: z.array(ChannelLight),
  lights: z.array(Light),
});
export type Ampel = z.infer<typeof Ampel>;
