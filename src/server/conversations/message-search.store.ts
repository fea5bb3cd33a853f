import { sql } from "kysely";
import { indexedText, type SearchedWord } from "../contacts/search-words.ts";
import type { Tx } from "../platform/db.ts";
import { tell } from "../platform/pipeline.ts";
import { saying, wordVector } from "../platform/word-search.ts";

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

/** Which of these words a search means: the same question the search itself asks. */
export async function meantWords(
  tx: Tx,
  words: readonly string[],
  searched: readonly SearchedWord[],
): Promise<ReadonlySet<string>> {
  if (words.length === 0 || searched.length === 0) return new Set();
  const vector = wordVector(sql`w.word`, sql`w.folded`);
  const { rows } = await sql<{ word: string }>`
    select w.word from unnest(${[...words]}::text[], ${words.map((word) => indexedText(word).folded)}::text[])
      as w (word, folded)
    where ${sql.join(
      searched.map((one) => saying(vector, [one])),
      sql` or `,
    )}`.execute(tx);
  return new Set(rows.map((row) => row.word));
}
