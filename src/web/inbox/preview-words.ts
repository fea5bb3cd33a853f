import type { ConversationRow } from "../../contract/conversations.ts";

const media = ["image", "video", "audio", "voice", "document", "sticker", "location"] as const;

/** What a row says of its last message when no words of it are shown: the key of the text. */
export function wordless({ revoked, media: kind }: Pick<ConversationRow["preview"], "revoked" | "media">) {
  if (revoked) return "row.revoked";
  if (kind === null) return "row.nothing";
  const known = media.find((one) => one === kind);
  return known === undefined ? "row.empty" : (`media.${known}` as const);
}

/** The words around a hit, piece by piece, those that were looked for marked. */
export function markedParts({ text, marks }: Pick<NonNullable<ConversationRow["hit"]>, "text" | "marks">) {
  const parts = marks.flatMap(({ from, to }, n) => [
    { text: text.slice(marks[n - 1]?.to ?? 0, from), marked: false },
    { text: text.slice(from, to), marked: true },
  ]);
  return [...parts, { text: text.slice(marks.at(-1)?.to ?? 0), marked: false }].filter((part) => part.text !== "");
}
