import { type Selectable, sql } from "kysely";
import type { DB } from "../../../db/types.ts";
import type { EventKind } from "../../contract/events.ts";
import { tell } from "../platform/db/pipeline.ts";
import type { Database, Tx } from "../platform/db.ts";
import type { StoredEvent } from "./reaches.ts";

/** What an event is about: ids only, so that erasure need not rewrite history. */
export interface NewEvent {
  readonly kind: EventKind;
  readonly conversationId?: string;
  readonly messageId?: string;
  readonly contactId?: string;
  readonly memberId?: string;
  readonly roomId?: string;
  readonly projectId?: string;
  /** Members who are told nothing of it now. */
  readonly withheldFrom?: readonly string[];
}

const idColumns = ["conversationId", "messageId", "contactId", "memberId", "roomId", "projectId"] as const;

/**
 * Appends events with the next numbers and tells the listeners, in one statement. The numbers come from the one row
 * per tenant, which stays locked until commit: so they become visible in order; with a sequence a reader could skip
 * an event for ever.
 */
export function insertEvents(tx: Tx, tenantId: string, events: readonly NewEvent[], at: Date): void {
  const ids = idColumns.map((name) => sql`${events.map((event) => event[name] ?? null)}::uuid[]`);
  const withheld = events.map((event) => event.withheldFrom?.join(",") || null);
  tell(
    tx,
    sql`
    with feed as (update tenant_feed set head = head + ${events.length} where tenant_id = ${tenantId} returning head),
    written as (
      insert into event (tenant_id, seq, kind, conversation_id, message_id, contact_id, member_id, room_id, project_id, at,
        withheld_from)
      select ${tenantId}, feed.head - ${events.length} + n, kind, conversation_id, message_id, contact_id, member_id,
        room_id, project_id, ${at}, string_to_array(withheld, ',')::uuid[]
      from feed, unnest(${events.map((e) => e.kind)}::text[], ${sql.join(ids)}, ${withheld}::text[])
        with ordinality as e (kind, conversation_id, message_id, contact_id, member_id, room_id, project_id, withheld, n)
      returning seq)
    select pg_notify('werkbote', ${`feed:${tenantId}`}) from (select max(seq) from written) as last`,
  );
}

/** Events after `after`, oldest first, at most `limit`; one statement, one round trip. */
export async function readEvents(db: Database, tenantId: string, after: number, limit: number): Promise<StoredEvent[]> {
  const { rows } = await db.pool.query<Selectable<DB["event"]> & { readonly contact_reserved: boolean }>({
    name: "read-events",
    text: "select * from read_events($1, $2, $3)",
    values: [tenantId, after, limit],
  });
  return rows.map((row) => ({
    seq: row.seq,
    kind: row.kind as EventKind,
    at: row.at.toISOString(),
    conversationId: row.conversation_id,
    messageId: row.message_id,
    contactId: row.contact_id,
    memberId: row.member_id,
    roomId: row.room_id,
    projectId: row.project_id,
    withheldFrom: row.withheld_from,
    contactReserved: row.contact_reserved,
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
