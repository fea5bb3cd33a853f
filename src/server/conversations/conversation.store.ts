import { sql } from "kysely";
import type { ChannelKind } from "../../contract/ids.ts";
import { ask, tell } from "../platform/db/pipeline.ts";
import type { Tx } from "../platform/db.ts";
import { waitsAfterAnswer } from "./wait.store.ts";

export interface LockedConversation {
  readonly conversationId: string;
  readonly identityId: string;
  readonly contactId: string;
  readonly lastPosition: number;
  readonly state: "open" | "snoozed" | "closed";
  readonly version: number;
  /** The course of the job: the class of a new message follows from it (ER-1). */
  readonly openOrder: boolean;
  readonly offered: boolean;
}

/** Locks the conversations of these identities, always in the order of their ids, so that two batches never embrace. */
export async function lockByIdentity(tx: Tx, identityIds: readonly string[]): Promise<LockedConversation[]> {
  if (identityIds.length === 0) return [];
  return await ask(
    tx,
    sql<LockedConversation>`
    select conversation_id as "conversationId", identity_id as "identityId", contact_id as "contactId",
      last_position as "lastPosition", state, version,
      (select p.open_order from contact p where p.contact_id = conversation.contact_id) as "openOrder",
      exists (select from message m where m.conversation_id = conversation.conversation_id
        and m.retention_class = 'LK-1b' offset 0) as offered
    from conversation where identity_id = any(${[...identityIds]}::uuid[])
    order by conversation_id for update`,
  );
}

export async function lockConversation(tx: Tx, conversationId: string): Promise<void> {
  await tx
    .selectFrom("conversation")
    .select("conversation_id")
    .where("conversation_id", "=", conversationId)
    .forUpdate()
    .execute();
}

/** Locks the conversations of these messages, in the order in which everybody locks several. */
export async function lockByMessage(tx: Tx, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return;
  await sql`
    select from conversation c where c.conversation_id in (
      select m.conversation_id from message m where m.message_id = any(${[...messageIds]}::uuid[]))
    order by c.conversation_id for update`.execute(tx);
}

/** The same for messages that the channel names by ids of its own. */
export async function lockByExternalId(tx: Tx, accountId: string, externalIds: readonly string[]): Promise<void> {
  if (externalIds.length === 0) return;
  await sql`
    select from conversation c where c.conversation_id in (
      select m.conversation_id from message m
      where m.account_id = ${accountId} and m.external_id = any(${[...externalIds]}::text[]))
    order by c.conversation_id for update`.execute(tx);
}

/** Takes running numbers (Vorgang 1187). */
export async function takeConversationNumbers(tx: Tx, count: number): Promise<number> {
  const { last_number } = await tx
    .updateTable("conversation_counter")
    .set((eb) => ({ last_number: eb("last_number", "+", count) }))
    .returning("last_number")
    .executeTakeFirstOrThrow();
  return last_number - count + 1;
}

export interface NewConversation {
  readonly conversationId: string;
  readonly number: number;
  readonly identityId: string;
  readonly contactId: string;
  readonly accountId: string;
  readonly channelKind: ChannelKind;
}

export async function insertConversations(
  tx: Tx,
  tenantId: string,
  rows: readonly NewConversation[],
  at: Date,
): Promise<void> {
  await tx
    .insertInto("conversation")
    .values(
      rows.map((row) => ({
        tenant_id: tenantId,
        conversation_id: row.conversationId,
        number: row.number,
        identity_id: row.identityId,
        contact_id: row.contactId,
        account_id: row.accountId,
        channel_kind: row.channelKind,
        state: "open",
        last_activity_at: at,
        opened_at: at,
      })),
    )
    .execute();
}

/** What a batch of new messages does to its conversation. */
export interface Progress {
  readonly conversationId: string;
  readonly lastPosition: number;
  /** Newest message people look at (no notice, no note); undefined leaves the old one. */
  readonly lastMessageId: string | undefined;
  readonly lastActivityAt: Date | undefined;
  /** Something came in: open again, and wait since then if nobody waited before. */
  readonly waitingSince: Date | undefined;
  /** A member answered: nobody waits any more, but for what that member had not seen. */
  readonly answered: boolean;
  /** The last position whoever answered had on the screen; undefined: not known, all of it. */
  readonly seenPosition: number | undefined;
}

/** @param future what was later than this was written by a clock that was wrong, and holds nobody back */
export function advanceConversations(tx: Tx, progress: readonly Progress[], future: Date): void {
  if (progress.length === 0) return;
  const of = <T>(pick: (p: Progress) => T) => progress.map(pick);
  tell(
    tx,
    sql`
    update conversation c set
      last_position = p.last_position,
      last_message_id = coalesce(p.last_message_id, c.last_message_id),
      last_activity_at = coalesce(
        greatest(case when c.last_activity_at <= ${future} then c.last_activity_at end, p.last_activity_at),
        c.last_activity_at),
      waiting_since = case when p.answered then coalesce(p.waiting_since, ${waitsAfterAnswer}) else coalesce(c.waiting_since, p.waiting_since) end,
      state = case when p.waiting_since is null then c.state else 'open' end,
      snoozed_until = case when p.waiting_since is null then c.snoozed_until end,
      closed_at = case when p.waiting_since is null then c.closed_at end,
      version = c.version + case when p.waiting_since is not null and c.state <> 'open' then 1 else 0 end
    from unnest(${of((p) => p.conversationId)}::uuid[], ${of((p) => p.lastPosition)}::int[],
      ${of((p) => p.lastMessageId ?? null)}::uuid[], ${of((p) => p.lastActivityAt ?? null)}::timestamptz[],
      ${of((p) => p.waitingSince ?? null)}::timestamptz[], ${of((p) => p.answered)}::boolean[],
      ${of((p) => p.seenPosition ?? null)}::int[])
      as p (conversation_id, last_position, last_message_id, last_activity_at, waiting_since, answered, seen_position)
    where c.conversation_id = p.conversation_id`,
  );
}

/** Gives what somebody takes care of to somebody else, or to nobody. */
export async function passOn(tx: Tx, memberId: string, toId: string | null, reserved: boolean): Promise<string[]> {
  const rows = await tx
    .updateTable("conversation")
    .set((eb) => ({ assignee_id: toId, version: eb("version", "+", 1) }))
    .where("assignee_id", "=", memberId)
    .where("state", "<>", "closed")
    .where("reserved_at", reserved ? "is not" : "is", null)
    .returning("conversation_id")
    .execute();
  return rows.map((row) => row.conversation_id);
}

export async function countAssigned(tx: Tx, memberId: string): Promise<number> {
  const row = await tx
    .selectFrom("conversation")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("assignee_id", "=", memberId)
    .where("state", "<>", "closed")
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
