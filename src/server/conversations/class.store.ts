import { sql } from "kysely";
import type { ChannelKind } from "../../contract/ids.ts";
import type { Tx } from "../platform/db.ts";

export interface ClassedMessage {
  readonly messageId: string;
  readonly conversationId: string;
  readonly contactId: string;
  readonly direction: "in" | "out" | "note";
  readonly retentionClass: string;
  readonly classedBy: string | null;
  readonly classedAt: Date | null;
  readonly sentAt: Date;
  readonly lastActivityAt: Date;
  readonly openOrder: boolean;
  readonly orderUntil: Date | null;
}

const classed = sql`
  select m.message_id as "messageId", m.conversation_id as "conversationId", c.contact_id as "contactId", m.direction,
    m.retention_class as "retentionClass", m.classed_by as "classedBy", m.classed_at as "classedAt",
    m.sent_at as "sentAt", c.last_activity_at as "lastActivityAt", p.open_order as "openOrder",
    p.order_until as "orderUntil"
  from message m join conversation c on c.conversation_id = m.conversation_id
  join contact p on p.contact_id = c.contact_id`;

export async function loadClassed(tx: Tx, messageId: string): Promise<ClassedMessage | undefined> {
  const { rows } = await sql<ClassedMessage>`${classed} where m.message_id = ${messageId} for update of m`.execute(tx);
  return rows[0];
}

/** Gives a message another class; a letter is due for the archive. */
export async function putClass(
  tx: Tx,
  messageId: string,
  change: { retentionClass: string; letter: boolean; by: string; at: Date },
): Promise<void> {
  await tx
    .updateTable("message")
    .set({
      retention_class: change.retentionClass,
      letter_due: change.letter,
      classed_by: change.by,
      classed_at: change.at,
    })
    .where("message_id", "=", messageId)
    .execute();
}

/** What was said before the order and led to it is part of the deal: it becomes a letter unless a member chose. */
export async function raiseToLetters(tx: Tx, contactId: string): Promise<number> {
  const { rows } = await sql<{ one: number }>`
    update message m set retention_class = 'LK-2', letter_due = true
    from conversation c
    where c.conversation_id = m.conversation_id and c.contact_id = ${contactId} and m.direction <> 'note'
      and m.retention_class in ('LK-1', 'LK-1b') and m.classed_by is null and not ('automatic' = any(m.content_flags))
      and coalesce(m.message_class, '') not in ('advertising', 'consent_request') and coalesce(m.state, '') not in ('blocked', 'failed', 'withdrawn')
    returning 1 as one`.execute(tx);
  return rows.length;
}

/** Messages that still have to be kept as letters, oldest first. */
export async function dueLetters(tx: Tx, contactId: string | undefined, limit: number): Promise<string[]> {
  const rows = await tx
    .selectFrom("message as m")
    .innerJoin("conversation as c", "c.conversation_id", "m.conversation_id")
    .select("m.message_id")
    .where("m.letter_due", "=", true)
    // What never left is no letter, and a letter is complete when its files are here.
    .where((eb) => eb.or([eb("m.state", "is", null), eb("m.state", "in", ["sent", "delivered", "read", "unknown"])]))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("attachment as a")
            .select("a.attachment_id")
            .whereRef("a.message_id", "=", "m.message_id")
            .where("a.state", "=", "pending"),
        ),
      ),
    )
    .$if(contactId !== undefined, (q) => q.where("c.contact_id", "=", contactId ?? ""))
    .orderBy("m.sent_at")
    .orderBy("m.message_id")
    .limit(limit)
    .forUpdate("m")
    .execute();
  return rows.map((row) => row.message_id);
}

/** Everything of these conversations is kept although it is no letter: a hold stands while the contact is erased. */
export async function markAllDue(tx: Tx, contactId: string, conversationId: string | null): Promise<void> {
  await sql`
    update message m set letter_due = true from conversation c
    where c.conversation_id = m.conversation_id and c.contact_id = ${contactId}
      and (${conversationId}::uuid is null or c.conversation_id = ${conversationId}::uuid)
      and not exists (select from letter l where l.message_id = m.message_id and l.emptied_at is null)`.execute(tx);
}

export interface LetterSource {
  readonly messageId: string;
  readonly conversationId: string;
  readonly conversationNumber: number;
  readonly contactId: string;
  readonly identityId: string;
  readonly channelKind: ChannelKind;
  readonly direction: "in" | "out" | "note";
  readonly kind: string;
  readonly authorId: string | null;
  readonly externalId: string | null;
  readonly sealedContent: Buffer;
  readonly state: string | null;
  readonly retentionClass: string;
  readonly sentAt: Date;
  readonly storedAt: Date;
  readonly editedAt: Date | null;
  readonly revokedAt: Date | null;
}

export async function loadSources(tx: Tx, messageIds: readonly string[]): Promise<LetterSource[]> {
  const { rows } = await sql<LetterSource>`
    select m.message_id as "messageId", m.conversation_id as "conversationId", c.number as "conversationNumber",
      c.contact_id as "contactId", c.identity_id as "identityId", c.channel_kind as "channelKind", m.direction, m.kind,
      m.author_id as "authorId", m.external_id as "externalId", m.sealed_content as "sealedContent", m.state,
      m.retention_class as "retentionClass", m.sent_at as "sentAt", m.stored_at as "storedAt",
      m.edited_at as "editedAt", m.revoked_at as "revokedAt"
    from message m join conversation c on c.conversation_id = m.conversation_id
    where m.message_id = any(${[...messageIds]}::uuid[]) order by m.sent_at, m.message_id`.execute(tx);
  return rows;
}

export async function clearDue(tx: Tx, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return;
  await tx
    .updateTable("message")
    .set({ letter_due: false })
    .where("message_id", "in", [...messageIds])
    .execute();
}

export async function newestConversation(
  tx: Tx,
  contactId: string,
): Promise<{ identityId: string; accountId: string; channelKind: ChannelKind } | undefined> {
  const row = await tx
    .selectFrom("conversation")
    .select(["identity_id", "account_id", "channel_kind"])
    .where("contact_id", "=", contactId)
    .orderBy("last_activity_at", "desc")
    .orderBy("conversation_id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && { identityId: row.identity_id, accountId: row.account_id, channelKind: row.channel_kind };
}
