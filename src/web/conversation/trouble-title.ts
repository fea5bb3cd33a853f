import type { ChannelKind } from "../../contract/ids.ts";
import type { MessageView } from "../../contract/messages.ts";

/** The heading below a message that did not arrive, or perhaps not. Only WhatsApp has a phone on which one can look. */
export function troubleTitle(state: MessageView["state"], channel: ChannelKind | undefined) {
  if (state === "blocked" || state === "failed") return `trouble.${state}` as const;
  return channel === undefined || channel === "whatsapp" ? "trouble.unknown" : "trouble.unknown-elsewhere";
}
