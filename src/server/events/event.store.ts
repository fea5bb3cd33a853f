import { sql } from "kysely";
import type { EventKind, FeedEvent } from "../../contract/events.ts";
import type { Tx } from "../platform/db.ts";

/** What an event is about: ids only, so that erasure need not rewrite history. */
export interface NewEvent {
  readonly kind: EventKind;
  readonly conversationId?: string;
  readonly messageId?: string;
  readonly contactId?: string;
  readonly memberId?: string;
}

/**
 * Takes `count` numbers from the one row per tenant. The row stays locked until commit, so numbers become visible
 * in order: with a sequence a reader could skip an event for ever.
 * @returns the first number taken
 */
export async function takeNumbers(tx: Tx, count: number): Promise<number> {
  const { head } = await tx
    .updateTable("tenant_feed")
    .set((eb) => ({ head: eb("head", "+", count) }))
    .returning("head")
    .executeTakeFirstOrThrow();
  return head - count + 1;
}

export async function insertEvents(
  tx: Tx,
  tenantId: string,
  firstSeq: number,
  events: readonly NewEvent[],
  at: Date,
): Promise<void> {
  const column = (name: "conversationId" | "messageId" | "contactId" | "memberId") =>
    events.map((event) => event[name] ?? null);
  await sql`
    insert into event (tenant_id, seq, kind, conversation_id, message_id, contact_id, member_id, at)
    select ${tenantId}, ${firstSeq}::bigint + n - 1, kind, conversation_id, message_id, contact_id, member_id, ${at}
    from unnest(${events.map((e) => e.kind)}::text[], ${column("conversationId")}::uuid[], ${column("messageId")}::uuid[],
      ${column("contactId")}::uuid[], ${column("memberId")}::uuid[])
      with ordinality as e (kind, conversation_id, message_id, contact_id, member_id, n)`.execute(tx);
}

/** Events after `after`, oldest first, at most `limit`. */
export async function loadEvents(tx: Tx, after: number, limit: number): Promise<FeedEvent[]> {
  const rows = await tx.selectFrom("event").selectAll().where("seq", ">", after).orderBy("seq").limit(limit).execute();
  return rows.map((row) => ({
    seq: row.seq,
    kind: row.kind as EventKind,
    at: row.at.toISOString(),
    conversationId: row.conversation_id,
    messageId: row.message_id,
    contactId: row.contact_id,
    memberId: row.member_id,
  }));
}

/** Newest number, and the oldest that is still kept (0 when none is). */
export async function feedBounds(tx: Tx): Promise<{ head: number; oldest: number }> {
  const row = await tx
    .selectFrom("tenant_feed")
    .select([
      "head",
      (eb) =>
        eb
          .selectFrom("event")
          .select((e) => e.fn.min("seq").as("m"))
          .as("oldest"),
    ])
    .executeTakeFirst();
  return { head: row?.head ?? 0, oldest: row?.oldest ?? 0 };
}

export async function deleteEventsBefore(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom("event").where("at", "<", before).execute();
}
