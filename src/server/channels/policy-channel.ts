import type { ChannelKind } from "../../contract/ids.ts";
import type { Facts } from "../policy/facts.ts";

/** What the rules call a channel. */
export const policyChannel: Readonly<Record<ChannelKind, NonNullable<Facts["channel"]>>> = {
  whatsapp: "whatsapp_cloud",
  webchat: "own_webchat",
  email: "email",
  // Telegram has no word of its own in the catalogue; unknown means nothing is allowed there yet.
  telegram: "none",
};
