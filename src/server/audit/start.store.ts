import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";
import type { Head } from "./audit.store.ts";

export interface Start extends Head {
  readonly seal: string;
}

/** Where the chain begins; undefined: at its first entry. */
export async function loadStart(tx: Tx): Promise<Start | undefined> {
  const row = await tx.selectFrom("audit_start").select(["seq", "link", "seal"]).executeTakeFirst();
  return (
    row && { seq: row.seq, link: Buffer.from(row.link).toString("hex"), seal: Buffer.from(row.seal).toString("hex") }
  );
}

/** Links that stand before the beginning, where there must be none. */
export async function countBeforeStart(tx: Tx, seq: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from audit_link where seq <= ${seq}`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** The first entry that must stay: younger, or younger than the day itself before it in the chain. */
const firstToStay = (before: Date) => sql<number>`coalesce((select min(l.seq) from audit_link l
  join audit_entry e on e.audit_id = l.audit_id where e.at >= ${before}), (select seq + 1 from audit_head))`;

/** The last of the next entries that are over; undefined: none is. */
export async function overUpTo(tx: Tx, before: Date, begin: number, limit: number): Promise<Head | undefined> {
  const { rows } = await sql<Head>`
    select l.seq, encode(l.link, 'hex') as link from audit_link l
    where l.seq > ${begin} and l.seq <= ${begin + limit} and l.seq < ${firstToStay(before)}
    order by l.seq desc limit 1`.execute(tx);
  return rows[0];
}

export async function countUpTo(tx: Tx, before: Date, begin: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from audit_link where seq > ${begin} and seq < ${firstToStay(before)}`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** Takes everything up to a link away and begins the chain behind it. */
export async function cutUpTo(tx: Tx, tenantId: string, over: Head, seal: Buffer): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    delete from audit_link where seq <= ${over.seq} returning audit_id as id`.execute(tx);
  await sql`delete from audit_entry where audit_id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(tx);
  await sql`delete from audit_checkpoint where seq < ${over.seq}`.execute(tx);
  await sql`
    insert into audit_start (tenant_id, seq, link, seal)
    values (${tenantId}, ${over.seq}, ${Buffer.from(over.link, "hex")}, ${seal})
    on conflict (tenant_id) do update set seq = excluded.seq, link = excluded.link, seal = excluded.seal`.execute(tx);
}
