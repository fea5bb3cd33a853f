import { sql } from "kysely";
import type { ChannelKind } from "../../contract/ids.ts";
import type { SendOutcome } from "../channels/channel.ts";
import type { Tx } from "../platform/db.ts";
import { after } from "../platform/instant.ts";
import { type AfterTry, atHome, holdMs } from "./delivery.ts";

interface OutboxRow {
  readonly messageId: string;
  readonly conversationId: string;
  readonly accountId: string;
  readonly decisionId: string;
}

/** A row that shall not leave before a moment of its own; by default it may at once. */
export type NewOutboxRow = OutboxRow & { readonly notBefore?: Date | undefined };

/** Queues messages; the column `decision_id` refuses one without a decision. */
export async function insertOutbox(tx: Tx, tenantId: string, rows: readonly NewOutboxRow[], at: Date): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto("outbox")
    .values(
      rows.map((row) => ({
        tenant_id: tenantId,
        message_id: row.messageId,
        conversation_id: row.conversationId,
        account_id: row.accountId,
        decision_id: row.decisionId,
        state: "queued",
        not_before: row.notBefore ?? at,
        queued_at: at,
      })),
    )
    .execute();
}

/** How many messages of the business wait to leave or are leaving; no more than `most` are counted. */
export async function countWaiting(tx: Tx, tenantId: string, most: number): Promise<number> {
  // The words stand in the text, because a plan that is kept must know that the index of waiting rows answers.
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from (
    select from outbox where tenant_id = ${tenantId} and state in ('queued', 'sending') limit ${most}) as waiting`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
}

/** A conversation with something to send, and what it goes by. */
export interface WaitingConversation {
  readonly conversationId: string;
  readonly channelKind: ChannelKind;
}

export interface WaitingRow extends OutboxRow, WaitingConversation {
  readonly state: "queued" | "sending";
  readonly attempt: number;
  readonly notBefore: Date;
  readonly leaseUntil: Date | null;
}

/**
 * The message of this conversation that is next to leave, locked; a row another worker holds hides the rest. A warning
 * of danger overtakes what waits for its next try (PN-8), and what its author may still take back lets the others pass
 * (U28); held for longer than that it was by a clock put back since, and nobody passes. After a restore nothing is next
 * until a person confirmed (F22).
 */
export async function lockNext(tx: Tx, conversationId: string, now: Date): Promise<WaitingRow | undefined> {
  const { rows } = await sql<WaitingRow>`
    select o.message_id as "messageId", o.conversation_id as "conversationId", o.account_id as "accountId",
      o.decision_id as "decisionId", o.state, o.attempt, o.not_before as "notBefore", o.lease_until as "leaseUntil",
      a.kind as "channelKind"
    from outbox o join message m on m.message_id = o.message_id
      join channel_account a on a.account_id = o.account_id
    where o.conversation_id = ${conversationId} and o.state in ('queued', 'sending')
      and not exists (select from restore_pause p where p.confirmed_at is null)
    order by o.state = 'sending' desc, coalesce(m.message_class = 'safety', false) desc,
      coalesce(m.held_until > ${now} and m.held_until <= ${after(now, holdMs)}, false), m.position
    limit 1 for update of o`.execute(tx);
  return rows[0];
}

/** When the next held message of this conversation takes its place in the order again; undefined: none is held. */
export async function nextRelease(tx: Tx, conversationId: string, now: Date): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date | null }>`
    select min(m.held_until) as at from outbox o join message m on m.message_id = o.message_id
    where o.conversation_id = ${conversationId} and o.state = 'queued' and m.held_until > ${now}`.execute(tx);
  return rows[0]?.at ?? undefined;
}

/**
 * From here on the message may be with the channel: only an outcome, a receipt or a member settles it. Where its file
 * goes first, that is so from `handOver` on.
 */
export async function startAttempt(
  tx: Tx,
  tenantId: string,
  row: { messageId: string; attempt: number; decisionId: string; fileFirst: boolean },
  at: Date,
  leaseUntil: Date,
): Promise<void> {
  await sql`
    with taken as (
      update outbox set state = 'sending', attempt = ${row.attempt}, decision_id = ${row.decisionId},
        lease_until = ${leaseUntil}, file_attempt = ${row.fileFirst ? row.attempt : null}
      where message_id = ${row.messageId})
    insert into delivery (tenant_id, message_id, attempt, decision_id, started_at)
    values (${tenantId}, ${row.messageId}, ${row.attempt}, ${row.decisionId}, ${at})`.execute(tx);
}

/** Whether the file of this try still belongs to who brought it: nobody else tries by now, and nobody was erased. Locks it. */
export async function lockBrought(tx: Tx, { messageId, attempt }: Pick<WaitingRow, "messageId" | "attempt">) {
  const { rows } = await sql`select from outbox where message_id = ${messageId} and attempt = ${attempt}
    and file_attempt = attempt and state = 'sending' for update`.execute(tx);
  return rows.length > 0;
}

/** The file is there; the message follows, by the judgement of this moment. */
export async function handOver(
  tx: Tx,
  row: { messageId: string; attempt: number; decisionId: string },
  leaseUntil: Date,
): Promise<void> {
  await sql`
    with handed as (
      update outbox set file_attempt = null, decision_id = ${row.decisionId}, lease_until = ${leaseUntil}
      where message_id = ${row.messageId})
    update delivery set decision_id = ${row.decisionId}
    where message_id = ${row.messageId} and attempt = ${row.attempt}`.execute(tx);
}

/**
 * Writes down how an attempt ended and closes it. Fenced by its number: a worker that slept past its lease changes
 * nothing in the outbox (F11).
 * @returns current: the row still waited for this try · before: how the try was thought to have ended until now
 */
export async function endAttempt(
  tx: Tx,
  { messageId, attempt }: Pick<WaitingRow, "messageId" | "attempt">,
  outcome: SendOutcome["kind"],
  next: AfterTry,
  at: Date,
): Promise<{ current: boolean; before: string | null }> {
  const notBefore = next.state === "queued" ? next.notBefore : null;
  const { rows } = await sql<{ current: boolean; before: string | null }>`
    with before as (
      select outcome from delivery where message_id = ${messageId} and attempt = ${attempt}),
    ended as (
      update delivery set ended_at = ${at}, outcome = ${outcome}, error_code = ${next.errorCode}
      where message_id = ${messageId} and attempt = ${attempt}),
    moved as (
      update outbox set state = ${next.state}, lease_until = null, not_before = coalesce(${notBefore}, not_before)
      where message_id = ${messageId} and attempt = ${attempt} and state = 'sending'
      returning 1)
    select exists (select from moved) as current, (select outcome from before) as before`.execute(tx);
  return rows[0] ?? { current: false, before: null };
}

/** Moves a row that is not under way (a refusal before sending, a member's decision, a late receipt). */
export async function settleRow(
  tx: Tx,
  messageId: string,
  state: "queued" | "sent" | "failed",
  at: Date,
): Promise<void> {
  await tx
    .updateTable("outbox")
    .set({ state, lease_until: null, not_before: at })
    .where("message_id", "=", messageId)
    .execute();
}

/** The outbox row of a message, locked until commit, with the id the channel gave it; undefined: it has none. */
export async function findRow(tx: Tx, messageId: string) {
  return await tx
    .selectFrom("outbox as o")
    .innerJoin("channel_account as a", "a.account_id", "o.account_id")
    .leftJoin("message as m", "m.message_id", "o.message_id")
    .select(["o.state", "o.attempt", "o.conversation_id", "o.account_id", "o.decision_id"])
    .select(["m.external_id as externalId", "m.state as messageState"])
    .select(sql<ChannelKind>`a.kind`.as("channelKind"))
    .select((eb) =>
      eb
        .selectFrom("delivery as d")
        .select("d.outcome")
        .whereRef("d.message_id", "=", "o.message_id")
        .whereRef("d.attempt", "=", "o.attempt")
        .as("lastOutcome"),
    )
    .where("o.message_id", "=", messageId)
    .forUpdate("o")
    .executeTakeFirst();
}

/** The rows of these messages, locked; a message that waits for its notice has none. */
export async function lockRows(tx: Tx, messageIds: readonly string[]): Promise<{ messageId: string; state: string }[]> {
  const rows = await tx
    .selectFrom("outbox")
    .select(["message_id", "state"])
    .where("message_id", "in", [...messageIds])
    .orderBy("message_id")
    .forUpdate()
    .execute();
  return rows.map((row) => ({ messageId: row.message_id, state: row.state }));
}

/** Taken back: these never leave. An advert that did not go counts for nothing. */
export async function withdrawRows(tx: Tx, messageIds: readonly string[]): Promise<void> {
  const ids = [...messageIds];
  await tx.updateTable("outbox").set({ state: "withdrawn" }).where("message_id", "in", ids).execute();
  await tx.deleteFrom("advert_print").where("message_id", "in", ids).execute();
}

/**
 * Sends whose worker is gone: the lease ran out and nobody reported, or it was given by a clock put back since.
 * @param unmanned every worker is gone, and nobody need wait for the lease of what has surely not left
 * @param lock their conversations are locked, and now the rows are
 */
export async function expiredLeases(
  tx: Tx,
  now: Date,
  longestLease: Date,
  unmanned: boolean,
  lock: boolean,
): Promise<{ messageId: string; conversationId: string; attempt: number; surelyHere: boolean }[]> {
  // What was not written down at home has not left, and neither has a message whose file was still on its way.
  const surelyHere = sql<boolean>`(a.kind = ${atHome} or coalesce(o.file_attempt = o.attempt, false))`;
  return await tx
    .selectFrom("outbox as o")
    .innerJoin("channel_account as a", "a.account_id", "o.account_id")
    .select(["o.message_id as messageId", "o.conversation_id as conversationId", "o.attempt"])
    .select(surelyHere.as("surelyHere"))
    .where("o.state", "=", "sending")
    .where((eb) =>
      eb.or([eb("o.lease_until", "<", now), eb("o.lease_until", ">", longestLease), ...(unmanned ? [surelyHere] : [])]),
    )
    .orderBy("o.message_id")
    .$if(lock, (rows) => rows.forUpdate("o").skipLocked())
    .execute();
}

/** What was handed in or tried last by a clock put back since is due now: its own time may be a day away. */
export async function hurryQueuedAfter(tx: Tx, moment: Date, now: Date): Promise<void> {
  await sql`update outbox o set not_before = ${now} where o.state = 'queued' and o.not_before > ${moment}
    and (o.queued_at > ${moment} or exists (select from delivery d
      where d.message_id = o.message_id and d.attempt = o.attempt and d.started_at > ${moment}))`.execute(tx);
}

/** Conversations with something to send until then: a safety net under the job queue. */
export async function conversationsWaiting(tx: Tx, until: Date): Promise<WaitingConversation[]> {
  const { rows } = await sql<WaitingConversation>`
    select distinct o.conversation_id as "conversationId", a.kind as "channelKind"
    from outbox o join channel_account a on a.account_id = o.account_id
    where o.state = 'queued' and o.not_before <= ${until} limit 500`.execute(tx);
  return rows;
}

/** A receipt said how a try ended whose own answer never came, or the policy stopped it. */
export async function endDelivery(
  tx: Tx,
  messageId: string,
  attempt: number,
  outcome: "sent" | "rejected" | "refused",
  at: Date,
): Promise<void> {
  await tx
    .updateTable("delivery")
    .set({ ended_at: at, outcome, error_code: null })
    .where("message_id", "=", messageId)
    .where("attempt", "=", attempt)
    .execute();
}

/** What waits to leave for an identity, locked: its adverts, or everything. */
export async function queuedFor(
  tx: Tx,
  identityId: string,
  everything: boolean,
): Promise<{ messageId: string; conversationId: string }[]> {
  const { rows } = await sql<{ messageId: string; conversationId: string }>`
    select o.message_id as "messageId", o.conversation_id as "conversationId"
    from outbox o join conversation c on c.conversation_id = o.conversation_id
    where c.identity_id = ${identityId} and o.state = 'queued'
      and (${everything} or exists (select 1 from advert_print p where p.message_id = o.message_id))
    order by o.message_id for update of o`.execute(tx);
  return rows;
}

/** Everything that had not certainly left becomes "unknown". @returns the messages */
export async function doubtAll(tx: Tx, at: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with was as (select message_id, attempt from outbox where state in ('queued', 'sending') for update),
      ended as (
        update delivery d set ended_at = ${at}, outcome = 'uncertain', error_code = 'restored' from was
        where d.message_id = was.message_id and d.attempt = was.attempt and d.ended_at is null)
    update outbox o set state = 'unknown', lease_until = null from was where o.message_id = was.message_id
    returning o.message_id as id`.execute(tx);
  return rows.map((row) => row.id);
}
