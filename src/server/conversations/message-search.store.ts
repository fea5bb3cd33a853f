import { sql } from "kysely";
import { indexedText } from "../contacts/search-words.ts";
import { tell } from "../platform/db/pipeline.ts";
import { wordVector } from "../platform/db/word-search.ts";
import type { Tx } from "../platform/db.ts";

/** Messages in the order of their ids, for going through all of them. */
export async function messagesAfter(tx: Tx, afterId: string, limit: number) {
  return await tx
    .selectFrom("message as m")
    .innerJoin("conversation as c", "c.conversation_id", "m.conversation_id")
    .select(["m.message_id", "m.conversation_id", "c.contact_id", "m.sealed_content"])
    .where("m.message_id", ">", afterId)
    .where("m.revoked_at", "is", null)
    .orderBy("m.message_id")
    .limit(limit)
    .execute();
}

export async function lastMessages(tx: Tx, limit: number) {
  return await tx
    .selectFrom("message as m")
    .innerJoin("conversation as c", "c.conversation_id", "m.conversation_id")
    .select(["m.message_id", "c.contact_id", "m.sealed_content"])
    .where("m.revoked_at", "is", null)
    .orderBy("m.message_id", "desc")
    .limit(limit)
    .execute();
}

/** False after a crash of PostgreSQL, which empties the index and this marker with it. */
export async function isIndexWhole(tx: Tx): Promise<boolean> {
  return (await tx.selectFrom("search_marker").select("built_at").executeTakeFirst()) !== undefined;
}

export async function markIndexWhole(tx: Tx, tenantId: string, at: Date): Promise<void> {
  await tx
    .insertInto("search_marker")
    .values({ tenant_id: tenantId, built_at: at })
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** Writes the words of messages for the search. */
export function indexWords(
  tx: Tx,
  tenantId: string,
  rows: readonly { messageId: string; conversationId: string; text: string }[],
): void {
  const worded = rows.filter((row) => row.text !== "");
  const texts = worded.map((row) => indexedText(row.text));
  if (worded.length === 0) return;
  tell(
    tx,
    sql`
    insert into message_search (tenant_id, message_id, conversation_id, words)
    select ${tenantId}, m.message_id, m.conversation_id, ${wordVector(sql`m.text`, sql`m.folded`)}
    from unnest(${worded.map((r) => r.messageId)}::uuid[], ${worded.map((r) => r.conversationId)}::uuid[],
      ${texts.map(({ text }) => text)}::text[], ${texts.map(({ folded }) => folded)}::text[])
      as m (message_id, conversation_id, text, folded)
    on conflict (tenant_id, message_id) do update set words = excluded.words`,
  );
}
