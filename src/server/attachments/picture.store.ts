import type { Tx } from "../platform/db.ts";

/** Photos and films a contact sent in some conversations, oldest first; or the one among them. */
export async function loadPictures(tx: Tx, conversationIds: readonly string[], only?: string) {
  if (conversationIds.length === 0) return [];
  const query = tx
    .selectFrom("attachment as a")
    .innerJoin("message as m", "m.message_id", "a.message_id")
    .select([
      "a.attachment_id as attachmentId",
      "a.contact_id as contactId",
      "a.media",
      "a.mime_type as mimeType",
      "a.width",
      "a.height",
      "a.has_thumbnail as hasThumbnail",
      "m.sent_at as sentAt",
      "m.conversation_id as conversationId",
    ])
    .where("m.conversation_id", "in", [...conversationIds])
    .where("m.direction", "=", "in")
    .where("m.revoked_at", "is", null)
    .where("a.state", "=", "stored")
    .where("a.media", "in", ["image", "video"])
    // What was reported as too personal goes into no order (SC-2).
    .where("a.sensitive_at", "is", null)
    .orderBy("m.sent_at")
    .orderBy("a.attachment_id");
  return await (only === undefined ? query : query.where("a.attachment_id", "=", only)).execute();
}
