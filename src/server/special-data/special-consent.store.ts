import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";

/** @returns false when it was asked before: nobody is asked twice about the same message */
export async function insertQuestion(
  tx: Tx,
  tenantId: string,
  row: {
    readonly messageId: string;
    readonly contactId: string;
    readonly askedBy: string;
    readonly at: Date;
    readonly questionMessageId: string;
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("special_consent")
    .values({
      tenant_id: tenantId,
      message_id: row.messageId,
      contact_id: row.contactId,
      asked_by: row.askedBy,
      asked_at: row.at,
      question_message_id: row.questionMessageId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** The customer agreed: to everything they were asked about since then. @returns the messages it is about */
export async function giveAll(
  tx: Tx,
  contactId: string,
  answer: { readonly messageId: string; readonly at: Date; readonly askedSince: Date },
): Promise<{ messageId: string; conversationId: string }[]> {
  const { rows } = await sql<{ messageId: string; conversationId: string }>`
    update special_consent s set answer_message_id = ${answer.messageId}, given_at = ${answer.at}
    from message m where m.message_id = s.message_id and s.contact_id = ${contactId} and s.given_at is null
      and s.asked_at >= ${answer.askedSince}
    returning s.message_id as "messageId", m.conversation_id as "conversationId"`.execute(tx);
  return rows;
}

/** How it stands with the consent for a message. */
export async function loadSpecial(tx: Tx, messageId: string): Promise<"none" | "asked" | "given"> {
  const row = await tx
    .selectFrom("special_consent")
    .select("given_at")
    .where("message_id", "=", messageId)
    .executeTakeFirst();
  if (!row) return "none";
  return row.given_at === null ? "asked" : "given";
}
