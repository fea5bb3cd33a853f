import { z } from "zod";
import { Instant } from "./ids.ts";
import { MonthCount } from "./sent-counts.ts";
import { MissingThing } from "./setup.ts";
import { SetupChannel } from "./setup-papers.ts";
import { typedLine } from "./typed.ts";

/** Step 6. What Meta shows of a number, and the secrets it is reached with. */
export const WhatsAppAccess = z.strictObject({
  label: typedLine(60).default("WhatsApp"),
  phoneNumberId: typedLine(25).regex(
    /^\d{5,25}$/,
    "Mindestens 5 Ziffern und nichts sonst, wie im Meta Business Manager angezeigt.",
  ),
  wabaId: typedLine(25).regex(
    /^\d{5,25}$/,
    "Mindestens 5 Ziffern und nichts sonst, wie im Meta Business Manager angezeigt.",
  ),
  accessToken: typedLine(2_000).min(20, "Das Zugriffstoken ist länger."),
  appSecret: typedLine(200).min(16, "Das App-Geheimnis ist länger."),
  verifyToken: typedLine(200).min(8, "Mindestens 8 Zeichen."),
});
export type WhatsAppAccess = z.infer<typeof WhatsAppAccess>;

/** Secrets go in and never come out: this view knows only whether they are there. */
export const ChannelAccountView = z.object({
  id: z.uuid(),
  channel: SetupChannel,
  label: z.string(),
  state: z.enum(["draft", "live", "stopped"]),
  connected: z.boolean(),
  externalRef: z.string().nullable(),
  liveSince: Instant.nullable(),
  /** Address for the provider's webhooks, or of the customer page. */
  address: z.string(),
  /**
   * Customers cannot reach that address by link or QR code; of WhatsApp Meta cannot, nor customers the links in the
   * notice: fit for trying out only.
   */
  unreachable: z.boolean(),
  missing: z.array(MissingThing),
  /**
   * An open channel by which nothing leaves: contract, transfer or access do not carry it. What else is missing stops
   * only its opening.
   */
  halted: z.boolean(),
  /** An open channel whose contract has lapsed: its provider is asked for nothing until there is one again (AV-1). */
  paused: z.boolean(),
  /**
   * An open channel that does not work: Meta does not take the access, cannot be reached, takes messages and reports
   * nothing, or signs what it brings with another app secret, so that it is turned away.
   */
  trouble: z.object({ kind: z.enum(["refused", "unreachable", "silent", "unsigned"]), since: Instant }).nullable(),
  /** When the provider last brought anything; null: not for a week, or never. */
  heardAt: Instant.nullable(),
  /** What this number sent, this month first (WA-4); empty where nothing costs. */
  sent: z.array(MonthCount),
});
export type ChannelAccountView = z.infer<typeof ChannelAccountView>;

/** GET /api/setup/channels */
export const ChannelsAnswer = z.object({ accounts: z.array(ChannelAccountView) });
export type ChannelsAnswer = z.infer<typeof ChannelsAnswer>;
