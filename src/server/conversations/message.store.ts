import { sql } from "kysely";
import type { ChannelKind } from "../../contract/ids.ts";
import type { MessageState } from "../../contract/messages.ts";
import { packed } from "../platform/db/packed.ts";
import { ask, tell } from "../platform/db/pipeline.ts";
import type { Tx } from "../platform/db.ts";
import { isDuty } from "../policy/retention-rules.ts";

export interface NewMessageRow {
  readonly messageId: string;
  readonly conversationId: string;
  readonly position: number;
  readonly accountId: string;
  readonly direction: "in" | "out" | "note";
  readonly kind: string;
  readonly authorId: string | null;
  readonly externalId: string | null;
  readonly clientId: string | null;
  readonly sealedContent: Buffer;
  readonly flags: readonly string[];
  readonly replyTo: string | null;
  readonly messageClass: string | null;
  readonly linterClass: string | null;
  readonly state: string | null;
  readonly decisionId: string | null;
  readonly seenPosition: number | null;
  readonly retentionClass: string;
  readonly sentAt: Date;
}

/** Which of these external ids are stored already? Asked after the conversations were locked, so the answer holds. */
export async function knownExternalIds(
  tx: Tx,
  accountId: string,
  externalIds: readonly string[],
): Promise<Map<string, { messageId: string; conversationId: string; position: number }>> {
  if (externalIds.length === 0) return new Map();
  const rows = await ask(
    tx,
    sql<{ externalId: string; messageId: string; conversationId: string; position: number }>`
    select w.external_id as "externalId", m.message_id as "messageId", m.conversation_id as "conversationId", m.position
    from unnest(${[...externalIds]}::text[]) as w (external_id)
    cross join lateral (select message_id, conversation_id, position from message
      where account_id = ${accountId} and external_id = w.external_id offset 0) m`,
  );
  return new Map(rows.map(({ externalId, ...place }) => [externalId, place]));
}

export async function findByClientId(tx: Tx, clientId: string) {
  return await tx
    .selectFrom("message")
    .select(["message_id", "conversation_id", "position"])
    .where("client_id", "=", clientId)
    .executeTakeFirst();
}

/** Stores messages with a few parameters for all of them: one for each column, whatever their number. */
export function insertMessages(tx: Tx, tenantId: string, rows: readonly NewMessageRow[], at: Date): void {
  if (rows.length === 0) return;
  const of = <T>(pick: (row: NewMessageRow) => T) => rows.map(pick);
  const { blob, first, length } = packed(of((r) => r.sealedContent));
  tell(
    tx,
    sql`
    insert into message (tenant_id, message_id, conversation_id, position, account_id, direction, kind, author_id,
      external_id, client_id, sealed_content, content_flags, reply_to, message_class, linter_class, state, state_at,
      decision_id, seen_position, retention_class, letter_due, sent_at, stored_at)
    select ${tenantId}::uuid, message_id, conversation_id, position, account_id, direction, kind, author_id,
      external_id, client_id, substring(${blob}::bytea, first, length), string_to_array(flags, ','),
      reply_to, message_class, linter_class, state, case when state is not null then ${at}::timestamptz end,
      decision_id, seen_position, retention_class, letter_due, sent_at, ${at}::timestamptz
    from unnest(${of((r) => r.messageId)}::uuid[], ${of((r) => r.conversationId)}::uuid[],
      ${of((r) => r.position)}::int[], ${of((r) => r.accountId)}::uuid[], ${of((r) => r.direction)}::text[],
      ${of((r) => r.kind)}::text[], ${of((r) => r.authorId)}::uuid[], ${of((r) => r.externalId)}::text[],
      ${of((r) => r.clientId)}::uuid[], ${first}::int[], ${length}::int[], ${of((r) => r.flags.join(","))}::text[],
      ${of((r) => r.replyTo)}::uuid[], ${of((r) => r.messageClass)}::text[], ${of((r) => r.linterClass)}::text[],
      ${of((r) => r.state)}::text[], ${of((r) => r.decisionId)}::uuid[],
      ${of((r) => r.seenPosition)}::int[], ${of((r) => r.retentionClass)}::text[],
      ${of((r) => isDuty(r.retentionClass))}::boolean[], ${of((r) => r.sentAt)}::timestamptz[])
      as m (message_id, conversation_id, position, account_id, direction, kind, author_id, external_id, client_id,
        first, length, flags, reply_to, message_class, linter_class, state, decision_id, seen_position,
        retention_class, letter_due, sent_at)`,
  );
}

export async function replaceContent(
  tx: Tx,
  messageId: string,
  change: { sealedContent?: Buffer; editedAt?: Date; revokedAt?: Date; letterDue?: boolean },
): Promise<void> {
  await tx
    .updateTable("message")
    .set({
      ...(change.sealedContent === undefined ? {} : { sealed_content: change.sealedContent }),
      ...(change.editedAt === undefined ? {} : { edited_at: change.editedAt }),
      ...(change.revokedAt === undefined ? {} : { revoked_at: change.revokedAt }),
      ...(change.letterDue ? { letter_due: true } : {}),
    })
    .where("message_id", "=", messageId)
    .execute();
}

/** An empty one stands for a reaction taken back. What was said before the one that stands there changes nothing. */
export async function putReaction(
  tx: Tx,
  tenantId: string,
  messageId: string,
  byContact: boolean,
  sealedEmoji: Buffer,
  at: Date,
) {
  await tx
    .insertInto("reaction")
    .values({ tenant_id: tenantId, message_id: messageId, by_contact: byContact, sealed_emoji: sealedEmoji, at })
    .onConflict((oc) =>
      oc
        .columns(["tenant_id", "message_id", "by_contact"])
        .doUpdateSet({ sealed_emoji: sealedEmoji, at })
        .where("reaction.at", "<=", at),
    )
    .execute();
}

export interface MessageForChange {
  readonly messageId: string;
  readonly conversationId: string;
  readonly contactId: string;
  readonly identityId: string;
  readonly channelKind: ChannelKind;
  readonly direction: "in" | "out";
  readonly retentionClass: string;
  readonly revoked: boolean;
  readonly editedAt: Date | null;
  readonly sealedContent: Buffer;
}

/** The message with this id of the channel, locked for a change. */
export async function findForChange(
  tx: Tx,
  accountId: string,
  externalId: string,
): Promise<MessageForChange | undefined> {
  const row = await tx
    .selectFrom("message as m")
    .innerJoin("conversation as c", "c.conversation_id", "m.conversation_id")
    .select([
      "m.message_id",
      "m.conversation_id",
      "m.retention_class",
      "m.revoked_at",
      "m.edited_at",
      "m.sealed_content",
      "m.direction",
      "c.contact_id",
      "c.identity_id",
      "c.channel_kind",
    ])
    .where("m.account_id", "=", accountId)
    .where("m.external_id", "=", externalId)
    .forUpdate("m")
    .executeTakeFirst();
  return (
    row && {
      messageId: row.message_id,
      conversationId: row.conversation_id,
      contactId: row.contact_id,
      identityId: row.identity_id,
      channelKind: row.channel_kind,
      direction: row.direction as MessageForChange["direction"],
      retentionClass: row.retention_class,
      revoked: row.revoked_at !== null,
      editedAt: row.edited_at,
      sealedContent: Buffer.from(row.sealed_content),
    }
  );
}

export interface StateRow {
  readonly messageId: string;
  readonly conversationId: string;
  readonly state: MessageState;
  readonly externalId: string | null;
}

export async function lockForState(tx: Tx, messageId: string): Promise<StateRow | undefined> {
  const row = await tx
    .selectFrom("message")
    .select(["message_id", "conversation_id", "state", "external_id"])
    .where("message_id", "=", messageId)
    .where("direction", "=", "out")
    .forUpdate()
    .executeTakeFirst();
  if (!row?.state) return undefined;
  return {
    messageId: row.message_id,
    conversationId: row.conversation_id,
    state: row.state,
    externalId: row.external_id,
  };
}

export async function setState(
  tx: Tx,
  messageId: string,
  change: { state?: MessageState; at?: Date; errorCode?: string | null; externalId?: string; decisionId?: string },
): Promise<void> {
  await tx
    .updateTable("message")
    .set({
      ...(change.state === undefined ? {} : { state: change.state }),
      ...(change.at === undefined ? {} : { state_at: change.at }),
      ...(change.errorCode === undefined ? {} : { error_code: change.errorCode }),
      ...(change.externalId === undefined ? {} : { external_id: change.externalId }),
      ...(change.decisionId === undefined ? {} : { decision_id: change.decisionId }),
    })
    .where("message_id", "=", messageId)
    .execute();
}

/** Our messages behind the channel's ids. */
export async function findOutbound(
  tx: Tx,
  accountId: string,
  externalIds: readonly string[],
): Promise<Map<string, string>> {
  if (externalIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom("message")
    .select(["external_id", "message_id"])
    .where("account_id", "=", accountId)
    .where("direction", "=", "out")
    .where("external_id", "in", [...externalIds])
    .execute();
  return new Map(rows.map((row) => [row.external_id ?? "", row.message_id]));
}

/** The content of one message and where it belongs, for sending it. */
export async function loadForSending(tx: Tx, messageId: string) {
  return await tx
    .selectFrom("message as m")
    .leftJoin("message as q", "q.message_id", "m.reply_to")
    .select([
      "m.message_id",
      "m.sealed_content",
      "m.message_class",
      "m.linter_class",
      "m.author_id",
      "m.content_flags",
      "q.external_id as reply_to_external",
    ])
    .where("m.message_id", "=", messageId)
    .executeTakeFirst();
}

/** Messages held back until the notice is out: waiting, with no outbox row. */
export async function heldMessages(tx: Tx, conversationId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom("message as m")
    .leftJoin("outbox as o", "o.message_id", "m.message_id")
    .select("m.message_id")
    .where("m.conversation_id", "=", conversationId)
    .where("m.direction", "=", "out")
    .where("m.state", "=", "queued")
    .where("o.message_id", "is", null)
    .orderBy("m.position")
    .execute();
  return rows.map((row) => row.message_id);
}

/** Newest text a contact wrote, sealed: the greeting back is judged by it. */
export async function lastInbound(tx: Tx, conversationId: string) {
  return await tx
    .selectFrom("message")
    .select(["message_id", "sealed_content"])
    .where("conversation_id", "=", conversationId)
    .where("direction", "=", "in")
    .orderBy("position", "desc")
    .limit(1)
    .executeTakeFirst();
}
