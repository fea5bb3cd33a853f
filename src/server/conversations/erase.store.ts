import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";

/** Removes messages with everything that hangs on them in this module. */
export async function deleteMessageRows(tx: Tx, messageIds: readonly string[]): Promise<number> {
  if (messageIds.length === 0) return 0;
  const ids = [...messageIds];
  await tx.deleteFrom("reaction").where("message_id", "in", ids).execute();
  await tx.deleteFrom("message_search").where("message_id", "in", ids).execute();
  const done = await tx.deleteFrom("message").where("message_id", "in", ids).executeTakeFirst();
  await sql`
    update conversation c set last_message_id = (select m.message_id from message m
      where m.conversation_id = c.conversation_id and m.direction <> 'note' order by m.position desc limit 1)
    where c.last_message_id = any(${ids}::uuid[])`.execute(tx);
  return Number(done.numDeletedRows);
}

/** The channel's ids of messages: WhatsApp's contain the phone number. */
export async function externalIdsOf(tx: Tx, messageIds: readonly string[]): Promise<string[]> {
  if (messageIds.length === 0) return [];
  const rows = await tx
    .selectFrom("message")
    .select("external_id")
    .where("message_id", "in", [...messageIds])
    .where("external_id", "is not", null)
    .execute();
  return rows.flatMap((row) => row.external_id ?? []);
}

/** Some messages of a contact, for going through them piece by piece. */
export async function someMessagesOf(tx: Tx, contactId: string, limit: number): Promise<string[]> {
  const rows = await tx
    .selectFrom("message as m")
    .innerJoin("conversation as c", "c.conversation_id", "m.conversation_id")
    .select("m.message_id")
    .where("c.contact_id", "=", contactId)
    .limit(limit)
    .execute();
  return rows.map((row) => row.message_id);
}

/** Locks the conversations of a contact, in the order in which everybody locks several. */
export async function lockByContact(tx: Tx, contactId: string): Promise<void> {
  await sql`select from conversation where contact_id = ${contactId} order by conversation_id for update`.execute(tx);
}

/** Of a row that only says who told what nothing was kept. */
const hadWords = sql<boolean>`sealed_text is not null`.as("words");

/** Removes the conversations of a contact, empty by now; @returns their ids and how many drafts went with them */
export async function deleteConversationRows(tx: Tx, contactId: string): Promise<{ ids: string[]; drafts: number }> {
  const rows = await tx
    .selectFrom("conversation")
    .select("conversation_id")
    .where("contact_id", "=", contactId)
    .forUpdate()
    .execute();
  const ids = rows.map((row) => row.conversation_id);
  if (ids.length === 0) return { ids, drafts: 0 };
  const drafts = await tx.deleteFrom("draft").where("conversation_id", "in", ids).returning(hadWords).execute();
  await tx.deleteFrom("conversation_read").where("conversation_id", "in", ids).execute();
  await tx.deleteFrom("conversation").where("conversation_id", "in", ids).execute();
  return { ids, drafts: drafts.filter(({ words }) => words).length };
}

export async function deleteDraftsBefore(tx: Tx, before: Date): Promise<number> {
  const gone = await tx.deleteFrom("draft").where("updated_at", "<", before).returning(hadWords).execute();
  return gone.filter(({ words }) => words).length;
}
