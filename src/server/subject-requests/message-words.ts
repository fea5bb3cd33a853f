import type { ContentView, MessageView } from "../../contract/messages.ts";

/** All words of a message as one text: the places of what is blacked out count in it. */
export function wordsOfMessage({ content }: Pick<MessageView, "content">): string {
  return linesOf(content)
    .filter((line) => line !== "")
    .join("\n");
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
      return [content.name ?? "", content.address ?? "", `${content.latitude}, ${content.longitude}`];
    case "contacts":
      return content.contacts.flatMap((one) => [one.name ?? "", one.organisation ?? "", ...one.phones, ...one.emails]);
    case "choice":
      return [content.title, content.description ?? ""];
    case "structured":
      return [content.title, ...content.lines];
    case "unsupported":
      return [content.why];
  }
}
