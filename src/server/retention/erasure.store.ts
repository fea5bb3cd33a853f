import { sql } from "kysely";
import type { Erasure } from "../../../db/types.ts";
import type { Tx } from "../platform/db.ts";
import { after, day } from "../platform/instant.ts";
import type { OtherCounts } from "./erasure-plan.ts";

export interface ClassShare {
  readonly retentionClass: string;
  readonly count: number;
  /** The newest document of the class: what stays of it stays at most until its period is over. */
  readonly newest: Date;
}

/** The messages of a contact by class; what never left is no letter and counts as small talk. */
export async function messagesByClass(tx: Tx, contactId: string): Promise<ClassShare[]> {
  const { rows } = await sql<ClassShare>`
    select case when m.state in ('blocked', 'failed', 'queued', 'sending', 'withdrawn') then 'LK-1' else m.retention_class end
        as "retentionClass", count(*)::int as count, max(m.sent_at) as newest
    from message m join conversation c on c.conversation_id = m.conversation_id
    where c.contact_id = ${contactId} group by 1 order by 1`.execute(tx);
  return rows;
}

/** Kept letters whose message is gone already. */
export async function loneLetters(tx: Tx, contactId: string): Promise<ClassShare[]> {
  const { rows } = await sql<ClassShare>`
    select l.retention_class as "retentionClass", count(*)::int as count, max(l.written_at) as newest
    from letter l where l.contact_id = ${contactId} and l.emptied_at is null
      and not exists (select from message m where m.message_id = l.message_id)
    group by 1 order by 1`.execute(tx);
  return rows;
}

/** What else of the contact is stored, in numbers. */
export async function countOthers(tx: Tx, contactId: string): Promise<OtherCounts> {
  const { rows } = await sql<OtherCounts>`
    with mine as (select i.identity_id from identity i where i.contact_id = ${contactId}),
      talks as (select c.conversation_id from conversation c where c.contact_id = ${contactId})
    select
      (select count(*)::int from attachment a where a.contact_id = ${contactId}) as files,
      (select count(*)::int from attachment a join message m on m.message_id = a.message_id
        where a.contact_id = ${contactId} and m.retention_class in ('LK-2', 'LK-3', 'LK-4')) as "lettersFiles",
      (select count(*)::int from identity_address d join mine on mine.identity_id = d.identity_id
        where d.kind <> 'session') + (select count(*)::int from identity i
        where i.contact_id = ${contactId} and i.sealed_given_reach is not null) as addresses,
      (select count(*)::int from notice_delivery n where n.contact_id = ${contactId}) as notices,
      (select count(*)::int from consent_event e join mine on mine.identity_id = e.identity_id) as consents,
      (select count(*)::int from draft f join talks on talks.conversation_id = f.conversation_id
        where f.sealed_text is not null) as drafts,
      (select count(*)::int from outbox o join talks on talks.conversation_id = o.conversation_id
        where o.state = 'queued') as waiting,
      (select sealed_name is not null from contact where contact_id = ${contactId})
        or exists (select 1 from identity where contact_id = ${contactId} and sealed_profile_name is not null) as name,
      (select max(queued_at) from notice_delivery n where n.contact_id = ${contactId}) as "lastNotice",
      (select max(e.at) from consent_event e join mine on mine.identity_id = e.identity_id) as "lastConsent"`.execute(
    tx,
  );
  const row = rows[0];
  if (!row) throw new Error("no counts");
  return row;
}

export interface ErasureRow {
  readonly erasure_id: string;
  readonly contact_id: string;
  readonly cause: string;
  readonly decision_id: string | null;
  readonly asked_by: string | null;
  readonly begun_at: Date;
  readonly done_at: Date | null;
  readonly gone: unknown;
  readonly kept: unknown;
  readonly channel_book: unknown;
}

/**
 * Begins an erasure, or finds the one that has begun; there is one for each contact. Whoever asks for it gives a better reason
 * than the period, which falls away with the next message.
 */
export async function insertErasure(
  tx: Tx,
  tenantId: string,
  row: {
    erasureId: string;
    contactId: string;
    cause: Erasure["cause"];
    decisionId: string | null;
    askedBy: string | null;
    at: Date;
  },
): Promise<string> {
  const { erasure_id } = await tx
    .insertInto("erasure")
    .values({
      tenant_id: tenantId,
      erasure_id: row.erasureId,
      contact_id: row.contactId,
      cause: row.cause,
      decision_id: row.decisionId,
      asked_by: row.askedBy,
      begun_at: row.at,
    })
    .onConflict((oc) =>
      oc.columns(["tenant_id", "contact_id"]).doUpdateSet((eb) => ({
        done_at: eb.val(null),
        cause: eb
          .case()
          .when("erasure.cause", "=", "period")
          .then(eb.ref("excluded.cause"))
          .else(eb.ref("erasure.cause"))
          .end(),
      })),
    )
    .returning("erasure_id")
    .executeTakeFirstOrThrow();
  return erasure_id;
}

/** Whose erasure it is; undefined: there is none. */
export async function contactOfErasure(tx: Tx, erasureId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom("erasure")
    .select("contact_id")
    .where("erasure_id", "=", erasureId)
    .executeTakeFirst();
  return row?.contact_id;
}

export async function lockErasure(tx: Tx, erasureId: string): Promise<ErasureRow | undefined> {
  return await tx.selectFrom("erasure").selectAll().where("erasure_id", "=", erasureId).forUpdate().executeTakeFirst();
}

/** Erasures that were decided and are not done. */
export async function openErasures(tx: Tx): Promise<string[]> {
  const rows = await tx.selectFrom("erasure").select("erasure_id").where("done_at", "is", null).execute();
  return rows.map((row) => row.erasure_id);
}

/** Not done. One of a period is taken up again every night: it counts when two nights did not finish it. */
const isLeftOpen = (now: Date) => sql<boolean>`(e.done_at is null
  and (e.cause <> 'period' or e.begun_at < ${after(now, -2 * day)}))`;

/** Of those `loadErasures` lists for all: not done, waiting for a hand at a channel, or among these. */
export async function countOpenErasures(tx: Tx, now: Date, among: readonly string[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from erasure e where ${isLeftOpen(now)} or e.erasure_id = any(${[...among]}::uuid[])
      or exists (select from channel_forget f where f.erasure_id = e.erasure_id and f.outcome = 'parked')`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** Takes back an erasure that is not done and has lost its reason. */
export async function dropErasure(tx: Tx, erasureId: string): Promise<void> {
  await tx.deleteFrom("channel_forget").where("erasure_id", "=", erasureId).execute();
  await tx.deleteFrom("erasure").where("erasure_id", "=", erasureId).execute();
}

export async function closeErasure(
  tx: Tx,
  erasureId: string,
  done: { at: Date; gone: Readonly<Record<string, number>>; kept: readonly unknown[] },
): Promise<void> {
  await tx
    .updateTable("erasure")
    .set({ done_at: done.at, gone: JSON.stringify(done.gone), kept: JSON.stringify(done.kept) })
    .where("erasure_id", "=", erasureId)
    .execute();
}

/** Of one contact, or of all: what is not finished first. Of the periods only those nights or a channel did not finish, or a hand settled. */
export async function loadErasures(tx: Tx, now: Date, contactId: string | undefined) {
  const open = sql<boolean>`(e.done_at is null or exists (select from channel_forget f
    where f.erasure_id = e.erasure_id and f.outcome in ('waiting', 'parked')))`;
  const ofPeriod = sql<boolean>`(${isLeftOpen(now)} or exists (select from channel_forget f
    where f.erasure_id = e.erasure_id and (f.outcome in ('waiting', 'parked') or f.settled_at is not null)))`;
  return await tx
    .selectFrom("erasure as e")
    .leftJoin("member as m", "m.member_id", "e.asked_by")
    .selectAll("e")
    .select("m.name as member_name")
    .$if(contactId !== undefined, (q) => q.where("e.contact_id", "=", contactId ?? ""))
    .$if(contactId === undefined, (q) => q.where((eb) => eb.or([eb("e.cause", "<>", "period"), ofPeriod])))
    .orderBy(open, "desc")
    .orderBy("e.begun_at", "desc")
    .orderBy("e.erasure_id", "desc")
    .limit(100)
    .execute();
}

/**
 * The search tables are unlogged and in plain words. Deleted rows leave their bytes in the pages; rewriting the tables
 * is what really takes them away. A vacuum would carry along what an older transaction (a backup, an analyze) might still
 * look at; a change of a column writes what is there now and nothing else (PostgreSQL, 13.6 "Caveats").
 *
 * Nobody can read or write a table while it is rewritten, and most of that time would go into the index of the words:
 * it goes first and is made anew afterwards, beside the running work; until then a search reads row by row. Measured on
 * two slow and busy cores with 100,000 messages: locked for 2 seconds instead of 9. Where somebody looks at an older
 * state for long (a backup), an index beside the work would wait for them; then it is made at once, and only who writes
 * waits. No lock is waited for long, because everybody else would stand in the queue behind it: the job comes back.
 */
export const compacting = {
  patience: "set lock_timeout = '2s'",
  rooms: "alter table room_search alter column words type tsvector using words || ''",
  rewrite: [
    "alter table contact_search alter column name type text using name || ''",
    `drop index if exists message_search_words;
     alter table message_search alter column words type tsvector using words || ''`,
  ],
  beside: "create index concurrently message_search_words on message_search using gin (words)",
  atOnce: `drop index if exists message_search_words;
     create index message_search_words on message_search using gin (words)`,
} as const;
