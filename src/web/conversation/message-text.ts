import type { MessageView } from "../../contract/messages.ts";

/** The words of a message for quotes, announcements and the field; empty when it has none. */
export function textOf(message: Pick<MessageView, "content">): string {
  const content = message.content;
  switch (content.type) {
    case "text":
    case "template":
    case "question":
      return content.text;
    case "media":
      return content.caption ?? "";
    case "location":
      return content.name ?? content.address ?? "";
    case "contacts":
      return content.contacts.map((contact) => contact.name ?? contact.organisation ?? "").join(", ");
    case "choice":
    case "structured":
      return content.title;
    case "unsupported":
      return "";
  }
}

/** What a message is that has no words: the key of the text. */
export function kindOf({ content, attachments }: Pick<MessageView, "content" | "attachments">) {
  switch (content.type) {
    case "media":
      return mediaOf(attachments) ?? "thread.said-media";
    case "location":
      return "content.location";
    case "contacts":
      return "content.contacts";
    case "choice":
      return "content.choice";
    case "unsupported":
      return "content.unsupported";
    // A note may be a photo or a voice message alone.
    default:
      return mediaOf(attachments) ?? "content.empty";
  }
}

function mediaOf([first]: MessageView["attachments"]) {
  return first && (`media.${first.media}` as const);
}

/** Messages of one person in short succession stand together: no name, little space. */
export function continues(before: MessageView | undefined, message: MessageView): boolean {
  if (!before || before.direction !== message.direction || before.direction === "note") return false;
  if (before.author?.id !== message.author?.id || before.automatic !== message.automatic) return false;
  return Date.parse(message.at) - Date.parse(before.at) < 5 * 60_000;
}
