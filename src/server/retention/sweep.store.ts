import { type RawBuilder, sql } from "kysely";
import { underHold } from "../platform/db/under-hold.ts";
import type { Tx } from "../platform/db.ts";

/** Which classes begin where, as retention-rules.ts says; the day is one of the business. */
export interface Starts {
  readonly lastMessage: readonly string[];
  readonly orderEnd: readonly string[];
  readonly detection: readonly string[];
  readonly duty: readonly string[];
  readonly zone: string;
}

const startDay = (s: Starts): RawBuilder<string> => sql`(case
  when m.retention_class = any(${[...s.lastMessage]}::text[]) then greatest(c.last_activity_at, m.sent_at)
  when m.retention_class = any(${[...s.orderEnd]}::text[]) then greatest(p.order_until, m.sent_at)
  when m.retention_class = any(${[...s.detection]}::text[]) then coalesce(m.classed_at, m.sent_at)
  else m.sent_at end at time zone ${s.zone})::date`;

/** A legal hold stops everything it covers, a tax hold what the books need. */
const held = (s: Starts): RawBuilder<boolean> =>
  underHold(
    sql`h.contact_id = c.contact_id and (h.conversation_id is null or h.conversation_id = c.conversation_id)`,
    sql`m.retention_class = any(${[...s.duty]}::text[])`,
  );

const from = sql`message m join conversation c on c.conversation_id = m.conversation_id
  join contact p on p.contact_id = c.contact_id`;
const running = (
  s: Starts,
): RawBuilder<boolean> => sql`(p.open_order and m.retention_class = any(${[...s.orderEnd]}::text[]))
  or coalesce(m.state, '') in ('queued', 'sending')`;

/** How many messages of each class began when; held ones and those whose period has not begun are left out. */
export async function countByStart(
  tx: Tx,
  s: Starts,
): Promise<{ retentionClass: string; start: string; count: number }[]> {
  const { rows } = await sql<{ retentionClass: string; start: string; count: number }>`
    select m.retention_class as "retentionClass", ${startDay(s)}::text as start, count(*)::int as count
    from ${from} where not ${held(s)} and not (${running(s)}) group by 1, 2`.execute(tx);
  return rows;
}

export async function countByClass(tx: Tx): Promise<Map<string, number>> {
  const { rows } = await sql<{ name: string; count: number }>`
    select retention_class as name, count(*)::int as count from message group by 1`.execute(tx);
  return new Map(rows.map((row) => [row.name, row.count]));
}

/**
 * The next messages of a class whose period is over, locked with their conversations: whoever sends or receives holds the
 * conversation first. What somebody works on just now waits for tomorrow.
 */
export async function takeExpired(
  tx: Tx,
  s: Starts,
  retentionClass: string,
  lastStart: string,
  limit: number,
): Promise<{ messageId: string; sentAt: Date }[]> {
  const { rows } = await sql<{ messageId: string; sentAt: Date }>`
    select m.message_id as "messageId", m.sent_at as "sentAt" from ${from}
    where m.retention_class = ${retentionClass} and ${startDay(s)} <= ${lastStart}::date
      and not ${held(s)} and not (${running(s)})
    limit ${limit} for update of c, m skip locked`.execute(tx);
  return rows;
}

/** How many messages would be over if no hold stood. */
export async function countHeld(tx: Tx, s: Starts, classes: readonly string[], lastStarts: readonly string[]) {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from ${from}
    join unnest(${[...classes]}::text[], ${[...lastStarts]}::date[]) as e (name, last) on e.name = m.retention_class
    where ${startDay(s)} <= e.last and ${held(s)}`.execute(tx);
  return rows[0]?.n ?? 0;
}

/**
 * Kept letters whose period is over: with their message. What nothing but a hold had kept of an erased contact goes with the
 * hold: they asked for it to go (Art. 17 GDPR).
 */
export async function takeExpiredLetters(
  tx: Tx,
  s: Starts,
  retentionClass: string,
  lastStart: string,
  limit: number,
): Promise<{ number: number; writtenAt: Date }[]> {
  const duty = s.duty.includes(retentionClass);
  const { rows } = await sql<{ number: number; writtenAt: Date }>`
    select l.letter_number as number, l.written_at as "writtenAt" from letter l
    where l.retention_class = ${retentionClass} and l.emptied_at is null
      and ((l.written_at at time zone ${s.zone})::date <= ${lastStart}::date
        or (not ${duty} and l.restricted_at is not null))
      and (${duty} or not exists (select from message m where m.message_id = l.message_id))
      and not ${underHold(sql`h.contact_id = l.contact_id`, sql`${duty}`)}
    order by l.letter_number limit ${limit} for update skip locked`.execute(tx);
  return rows;
}

/**
 * Contacts of whom nothing is left to say: no message, no order, no hold, silent since the day given, and no erasure begun.
 * @param only asks about this one
 * @param begun also where an erasure has begun
 */
export async function silentContacts(
  tx: Tx,
  zone: string,
  lastStart: string,
  { limit, only, begun = false }: { limit: number; only?: string; begun?: boolean },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.contact_id as id from contact p
    where p.erased_at is null and not p.open_order
      and (${only ?? null}::uuid is null or p.contact_id = ${only ?? null})
      and (${begun} or not exists (select from erasure e where e.contact_id = p.contact_id and e.done_at is null))
      and not exists (select from conversation c join message m on m.conversation_id = c.conversation_id
        where c.contact_id = p.contact_id)
      and (coalesce((select max(c.last_activity_at) from conversation c where c.contact_id = p.contact_id),
        p.created_at) at time zone ${zone})::date <= ${lastStart}::date
      and not ${underHold(sql`h.contact_id = p.contact_id`)}
    limit ${limit}`.execute(tx);
  return rows.map((row) => row.id);
}

/** Erased contacts whose proofs are over (LK-6, LK-8) and of whom no letter and nothing in a project is kept. */
export async function contactsWithoutProofs(tx: Tx, zone: string, lastYear: number, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.contact_id as id from contact p
    where p.erased_at is not null and extract(year from p.erased_at at time zone ${zone}) <= ${lastYear}
      and not exists (select from letter l where l.contact_id = p.contact_id and l.emptied_at is null)
      and not exists (select from retention_hold h where h.contact_id = p.contact_id)
      and not exists (select from project_contact c where c.contact_id = p.contact_id)
      and not exists (select from news_recipient l join identity i on i.identity_id = l.identity_id
        where i.contact_id = p.contact_id)
    limit ${limit}`.execute(tx);
  return rows.map((row) => row.id);
}

export interface SweepRow {
  readonly sweep_id: string;
  readonly for_day: string;
  readonly started_at: Date;
  readonly ended_at: Date | null;
  readonly batches: number;
  readonly deleted: unknown;
  readonly held: number;
  readonly waited: boolean;
}

/** Today's sweep: begun now, or the one that was cut off. Undefined: it is through already. */
export async function openSweep(
  tx: Tx,
  tenantId: string,
  sweepId: string,
  day: string,
  at: Date,
): Promise<string | undefined> {
  await tx
    .insertInto("sweep_run")
    .values({ tenant_id: tenantId, sweep_id: sweepId, for_day: day, started_at: at })
    .onConflict((oc) => oc.doNothing())
    .execute();
  const row = await tx
    .selectFrom("sweep_run")
    .select("sweep_id")
    .where("for_day", "=", sql<string>`${day}::date`)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return row?.sweep_id;
}

/** Adds a batch to the proof, in the transaction that deleted it. */
export async function countBatch(tx: Tx, sweepId: string, what: string, count: number): Promise<void> {
  await sql`update sweep_run set batches = batches + 1,
    deleted = jsonb_set(deleted, array[${what}]::text[], to_jsonb(coalesce((deleted ->> ${what})::int, 0) + ${count}::int))
    where sweep_id = ${sweepId}`.execute(tx);
}

/** Adds somebody erased to the proof of the last night that deleted, which may have been cut off before it came to them. */
export async function countErased(tx: Tx): Promise<void> {
  const night = await tx
    .selectFrom("sweep_run")
    .select("sweep_id")
    .where("waited", "=", false)
    .orderBy("for_day", "desc")
    .executeTakeFirst();
  if (night) await countBatch(tx, night.sweep_id, "contacts", 1);
}

export async function endSweep(tx: Tx, sweepId: string, at: Date, held: number): Promise<void> {
  await tx.updateTable("sweep_run").set({ ended_at: at, held }).where("sweep_id", "=", sweepId).execute();
}

export async function lastSweeps(tx: Tx, limit: number): Promise<SweepRow[]> {
  return await tx.selectFrom("sweep_run").selectAll().orderBy("for_day", "desc").limit(limit).execute();
}

/** The last night before this day that began to delete, or waited. */
export async function sweepBefore(tx: Tx, day: string): Promise<{ day: string; waited: boolean } | undefined> {
  return await tx
    .selectFrom("sweep_run")
    .select(["for_day as day", "waited"])
    .where("for_day", "<", sql<string>`${day}::date`)
    .orderBy("for_day", "desc")
    .executeTakeFirst();
}

/** Notes a night that deletes nothing. @returns false: that was noted before */
export async function noteWait(
  tx: Tx,
  tenantId: string,
  { sweepId, day, at }: { readonly sweepId: string; readonly day: string; readonly at: Date },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("sweep_run")
    .values({ tenant_id: tenantId, sweep_id: sweepId, for_day: day, started_at: at, ended_at: at, waited: true })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Waits of days that have not come yet: the clock was wrong then. */
export async function forgetWaitsAfter(tx: Tx, day: string): Promise<void> {
  await tx
    .deleteFrom("sweep_run")
    .where("waited", "=", true)
    .where("for_day", ">", sql<string>`${day}::date`)
    .execute();
}
