import type { ConversationRow } from "../../contract/conversations.ts";

const media = ["image", "video", "audio", "voice", "document", "sticker", "location"] as const;

/** What a row says of its last message when no words of it are shown: the key of the text. */
export function wordless({ revoked, media: kind }: Pick<ConversationRow["preview"], "revoked" | "media">) {
  if (revoked) return "row.revoked";
  if (kind === null) return "row.nothing";
  const known = media.find((one) => one === kind);
  return known === undefined ? "row.empty" : (`media.${known}` as const);
}
