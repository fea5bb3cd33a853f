import { type RawBuilder, sql } from "kysely";
import { underHold } from "../platform/db/under-hold.ts";
import type { Tx } from "../platform/db.ts";

/** LK-6, LK-9, LK-10: what has been dealt with and whose period is over. What is still open has not begun to age. */
export const caseKinds = ["requests", "erasures", "holds", "incidents", "news"] as const;
export type CaseKind = (typeof caseKinds)[number];

interface Case {
  readonly table: string;
  readonly key: string;
  readonly over: (before: Date) => RawBuilder<boolean>;
  /** What hangs on it by the same key and goes first; `stays`: not this row. */
  readonly parts: readonly { readonly table: string; readonly stays?: RawBuilder<boolean> }[];
}

/** A standing legal hold stops everything it covers: of one conversation, of one contact, or of the whole business. */
const held = (contactId: RawBuilder<unknown>, conversationId: RawBuilder<unknown>) =>
  underHold(sql`h.contact_id = ${contactId} and (h.conversation_id is null or h.conversation_id = ${conversationId})`);
const none = sql`null::uuid`;

const cases: Readonly<Record<CaseKind, Case>> = {
  requests: {
    table: "subject_request",
    key: "request_id",
    over: (before) => sql`subject_request.state <> 'open' and subject_request.closed_at < ${before}
      and not ${held(sql`subject_request.contact_id`, sql`subject_request.conversation_id`)}`,
    parts: [{ table: "subject_review" }, { table: "subject_packet" }],
  },
  erasures: {
    table: "erasure",
    key: "erasure_id",
    // As long as anything is left of the contact, so is the proof of why the rest is gone.
    over: (before) => sql`erasure.done_at < ${before} and not ${held(sql`erasure.contact_id`, none)}
      and not exists (select from contact p where p.contact_id = erasure.contact_id)
      and not exists (select from channel_forget o where o.erasure_id = erasure.erasure_id
        and (o.outcome in ('waiting', 'parked') or o.tried_at >= ${before}))`,
    parts: [{ table: "channel_forget" }],
  },
  holds: {
    table: "retention_hold",
    key: "hold_id",
    over: (before) => sql`retention_hold.released_at < ${before}
      and not ${held(sql`retention_hold.contact_id`, sql`retention_hold.conversation_id`)}`,
    parts: [],
  },
  incidents: {
    table: "incident",
    key: "incident_id",
    over: (before) => sql`incident.closed_at < ${before} and not ${held(none, none)}`,
    parts: [],
  },
  news: {
    table: "news",
    key: "news_id",
    over: (before) => sql`news.state in ('done', 'stopped') and news.created_at < ${before} and not ${held(none, none)}
      and not exists (select from news_recipient l where l.news_id = news.news_id and l.at >= ${before})`,
    parts: [
      {
        table: "news_recipient",
        stays: held(
          sql`(select i.contact_id from identity i where i.identity_id = news_recipient.identity_id)`,
          sql`news_recipient.conversation_id`,
        ),
      },
    ],
  },
};

/** How many cases are over. */
export async function countOldCases(tx: Tx, kind: CaseKind, before: Date): Promise<number> {
  const { table, over } = cases[kind];
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from ${sql.table(table)} where ${over(before)}`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** The next of what is over, what hangs on it first. @returns how many cases went, and how many rows of theirs */
export async function deleteOldCases(
  tx: Tx,
  kind: CaseKind,
  before: Date,
  limit: number,
): Promise<{ readonly cases: number; readonly parts: number }> {
  const { table, key, over, parts } = cases[kind];
  const ofThem = sql`${sql.ref(key)} in (select ${sql.ref(`${table}.${key}`)} from ${sql.table(table)} where ${over(before)})`;
  let gone = 0;
  for (const part of parts)
    gone += await deleteSome(tx, part.table, sql`${ofThem} and not ${part.stays ?? sql`false`}`, limit - gone);
  const bare = parts.map(
    (part) =>
      sql`and not exists (select from ${sql.table(part.table)} w where ${sql.ref(`w.${key}`)} = ${sql.ref(`${table}.${key}`)})`,
  );
  const alone = parts.length === 0 ? sql`` : sql.join(bare, sql` `);
  return { cases: await deleteSome(tx, table, sql`${over(before)} ${alone}`, limit), parts: gone };
}

async function deleteSome(tx: Tx, table: string, when: RawBuilder<unknown>, limit: number): Promise<number> {
  if (limit <= 0) return 0;
  const gone = await sql`delete from ${sql.table(table)} where ctid = any(array(
    select ${sql.ref(`${table}.ctid`)} from ${sql.table(table)} where ${when} limit ${limit}))`.execute(tx);
  return Number(gone.numAffectedRows ?? 0n);
}
