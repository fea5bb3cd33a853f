import type { ConversationRow } from "../../contract/conversations.ts";

type Channel = ConversationRow["channel"];

const channelWords: Readonly<Record<Channel, string>> = {
  whatsapp: "WhatsApp",
  webchat: "Nachricht von der Seite",
  email: "E-Mail",
  telegram: "Telegram",
};

/** Name the member sees: the saved one, else the profile's, else a number to call, else what kind of contact it is. */
export function displayName(
  names: { saved?: string | undefined; profile?: string | undefined; phone?: string | undefined },
  channel: Channel,
): string {
  const standIn = channel === "webchat" ? "Besuch auf der Seite" : `${channelWords[channel]}-Kontakt`;
  return names.saved || names.profile || names.phone || standIn;
}
