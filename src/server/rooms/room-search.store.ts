import { sql } from "kysely";
import { indexedText } from "../contacts/search-words.ts";
import { wordVector } from "../platform/db/word-search.ts";
import type { Tx } from "../platform/db.ts";

/** (Re)writes the words of messages; null takes them out. */
export async function indexWords(
  tx: Tx,
  tenantId: string,
  rows: readonly { readonly messageId: string; readonly roomId: string; readonly text: string | null }[],
): Promise<void> {
  for (const { messageId, roomId, text: said } of rows) {
    if (said === null) {
      await tx.deleteFrom("room_search").where("room_message_id", "=", messageId).execute();
      continue;
    }
    const { text, folded } = indexedText(said);
    await sql`insert into room_search (tenant_id, room_message_id, room_id, words)
      values (${tenantId}, ${messageId}, ${roomId}, ${wordVector(sql`${text}`, sql`${folded}`)})
      on conflict (tenant_id, room_message_id) do update set words = excluded.words`.execute(tx);
  }
}

/** For making the index anew, in the order of their ids. */
export async function messagesAfter(tx: Tx, afterId: string, limit: number) {
  return await tx
    .selectFrom("room_message")
    .select(["room_message_id as messageId", "room_id as roomId", "sealed_content as sealedContent"])
    .where("room_message_id", ">", afterId)
    .where("revoked_at", "is", null)
    .orderBy("room_message_id")
    .limit(limit)
    .execute();
}
