import type { ContentView, MessageView } from "../../contract/messages.ts";

/** All words of a message as one text: the places of what is blacked out count in it. */
export function wordsOfMessage({ content }: Pick<MessageView, "content">): string {
  return linesOf(content)
    .filter((line) => line !== "")
    .join("\n");
}

/** The same with what somebody here wrote down of its voice messages: that too is kept about the person (Art. 15). */
export function wordsHeard(message: Pick<MessageView, "content" | "attachments">): string {
  const heard = message.attachments.flatMap(({ transcript }) => (transcript ? [`Mitschrift: ${transcript.text}`] : []));
  return [wordsOfMessage(message), ...heard].filter((part) => part !== "").join("\n");
}

function linesOf(content: ContentView): string[] {
  switch (content.type) {
    case "text":
    case "template":
      return [content.text];
    case "question":
      return [content.text, ...content.buttons];
    case "media":
      return [content.caption ?? ""];
    case "location":
      return [
        ...[content.name, content.address, content.website].map((one) => one ?? ""),
        `${content.latitude}, ${content.longitude}`,
      ];
    case "contacts":
      return content.contacts.flatMap(({ name, organisation, role, phones, emails, addresses, websites }) => [
        ...[name, organisation, role].map((one) => one ?? ""),
        ...[phones, emails, addresses, websites].flat(),
      ]);
    case "choice":
      return [content.title, content.description ?? ""];
    case "structured":
      return [content.title, ...content.lines];
    case "unsupported":
      return [content.why];
  }
}
