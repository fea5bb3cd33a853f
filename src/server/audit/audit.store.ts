import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";
import type { AuditEntry } from "./audit.ts";
import type { Checkpoint, EntryText } from "./chain.ts";

export async function insertAuditEntry(tx: Tx, auditId: string, at: Date, entry: AuditEntry): Promise<void> {
  await tx
    .insertInto("audit_entry")
    .values({
      tenant_id: entry.tenantId,
      audit_id: auditId,
      at,
      actor_kind: entry.actor.kind,
      actor_id: entry.actor.id,
      verb: entry.verb,
      subject_kind: entry.subjectKind,
      subject_id: entry.subjectId ?? null,
      details: JSON.stringify(entry.details ?? {}),
    })
    .execute();
}

/** Every column as text, to the microsecond and as jsonb writes itself: nothing is lost on the way. */
const entryText = sql`e.tenant_id::text, e.audit_id::text, (extract(epoch from e.at) * 1000000)::bigint::text as at,
  e.actor_kind, e.actor_id::text, e.verb, e.subject_kind, e.subject_id, e.details::text as details`;

export interface Head {
  readonly seq: number;
  /** In hex. */
  readonly link: string;
}

/** Takes the end of the chain, which stays locked until commit, and reads the entries to be linked. */
export async function takeHead(
  tx: Tx,
  tenantId: string,
  auditIds: readonly string[],
): Promise<{ head: Head; entries: EntryText[] }> {
  const { rows } = await sql<EntryText & { head_seq: number; head_link: string }>`
    with head as (
      insert into audit_head (tenant_id, seq, link) values (${tenantId}, 0, '')
      on conflict (tenant_id) do update set seq = audit_head.seq
      returning seq, encode(link, 'hex') as link)
    select head.seq as head_seq, head.link as head_link, ${entryText}
    from head cross join unnest(${auditIds}::uuid[]) with ordinality as written (audit_id, n)
    cross join lateral (
      select * from audit_entry a where a.tenant_id = ${tenantId} and a.audit_id = written.audit_id limit 1) e
    order by n`.execute(tx);
  const [first] = rows;
  return { head: { seq: first?.head_seq ?? 0, link: first?.head_link ?? "" }, entries: rows };
}

/** All entries, oldest first: for a chain that begins after them. */
export async function loadAllEntries(tx: Tx, tenantId: string): Promise<EntryText[]> {
  const { rows } = await sql<EntryText>`
    select ${entryText} from audit_entry e where tenant_id = ${tenantId} order by e.at, e.audit_id`.execute(tx);
  return rows;
}

/** Appends links after `head`, and moves the end of the chain. */
export async function insertLinks(
  tx: Tx,
  tenantId: string,
  head: Head,
  auditIds: readonly string[],
  links: readonly Buffer[],
): Promise<void> {
  await sql`
    with written as (
      insert into audit_link (tenant_id, seq, audit_id, link)
      select ${tenantId}, ${head.seq} + n, audit_id, link
      from unnest(${auditIds}::uuid[], ${links}::bytea[]) with ordinality as l (audit_id, link, n))
    update audit_head set seq = ${head.seq + links.length}, link = ${links.at(-1)} where tenant_id = ${tenantId}`.execute(
    tx,
  );
}

export async function loadHead(tx: Tx): Promise<Head | undefined> {
  const row = await tx.selectFrom("audit_head").select(["seq", "link"]).executeTakeFirst();
  return row && { seq: row.seq, link: Buffer.from(row.link).toString("hex") };
}

export type LinkRow = { readonly seq: number; readonly linked_id: string; readonly link: string } & (
  | EntryText
  | { readonly audit_id: null }
);

/** Links after `after`, with their entries, in order. */
export async function loadLinks(tx: Tx, tenantId: string, after: number, limit: number): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`
    select l.seq, l.audit_id::text as linked_id, encode(l.link, 'hex') as link, ${entryText}
    from (select * from audit_link where tenant_id = ${tenantId} and seq > ${after} order by seq limit ${limit}) l
    left join lateral (
      select * from audit_entry a where a.tenant_id = ${tenantId} and a.audit_id = l.audit_id limit 1) e on true
    order by l.seq`.execute(tx);
  return rows;
}

/** Entries that stand in no chain. */
export async function loadUnlinked(tx: Tx, limit: number): Promise<string[]> {
  const { rows } = await sql<{ audit_id: string }>`
    select audit_id from audit_entry e where not exists (
      select from audit_link l where l.tenant_id = e.tenant_id and l.audit_id = e.audit_id) limit ${limit}`.execute(tx);
  return rows.map((row) => row.audit_id);
}

export async function loadLinksAt(tx: Tx, seqs: readonly number[]): Promise<Map<number, string>> {
  const { rows } = await sql<{ seq: number; link: string }>`
    select seq, encode(link, 'hex') as link from audit_link where seq = any(${seqs}::bigint[])`.execute(tx);
  return new Map(rows.map((row) => [row.seq, row.link]));
}

export async function loadCheckpoints(tx: Tx): Promise<Checkpoint[]> {
  const rows = await tx.selectFrom("audit_checkpoint").selectAll().orderBy("day").execute();
  return rows.map((row) => ({
    day: String(row.day),
    seq: row.seq,
    link: Buffer.from(row.link).toString("hex"),
    seal: Buffer.from(row.seal).toString("hex"),
  }));
}

/** @returns false when the day has its checkpoint already */
export async function insertCheckpoint(tx: Tx, tenantId: string, checkpoint: Checkpoint): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto("audit_checkpoint")
    .values({
      tenant_id: tenantId,
      day: checkpoint.day,
      seq: checkpoint.seq,
      link: Buffer.from(checkpoint.link, "hex"),
      seal: Buffer.from(checkpoint.seal, "hex"),
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

export async function loadEntriesOn(tx: Tx, subjectKind: string, subjectId: string) {
  const rows = await tx
    .selectFrom("audit_entry as e")
    .leftJoin("member as m", (join) =>
      join.onRef("m.tenant_id", "=", "e.tenant_id").onRef("m.member_id", "=", "e.actor_id"),
    )
    .select(["e.at", "e.verb", "e.details", "m.name as who"])
    .where("e.subject_kind", "=", subjectKind)
    .where("e.subject_id", "=", subjectId)
    .orderBy("e.at")
    .orderBy("e.audit_id")
    .execute();
  return rows.map((row) => ({ ...row, details: row.details as Record<string, unknown> }));
}

/** Entries of the chain below a number, newest first, with the names of those who did it and of those it was done to. */
export async function loadPage(
  tx: Tx,
  tenantId: string,
  wish: { readonly only?: readonly string[]; readonly without: readonly string[]; readonly before?: number },
  limit: number,
) {
  const { rows } = await sql<{
    seq: number;
    at: Date;
    actor_kind: "member" | "contact" | "server" | "api";
    who: string | null;
    verb: string;
    about: string | null;
  }>`
    select l.seq, e.at, e.actor_kind, e.verb,
      (select m.name from member m where m.tenant_id = e.tenant_id and m.member_id = e.actor_id) as who,
      case e.subject_kind
        when 'member' then
          (select m.name from member m where m.tenant_id = e.tenant_id and m.member_id::text = e.subject_id)
        when 'device' then
          (select m.name from device d join member m using (tenant_id, member_id)
            where d.tenant_id = e.tenant_id and d.device_id::text = e.subject_id)
      end as about
    from audit_link l join audit_entry e on e.tenant_id = l.tenant_id and e.audit_id = l.audit_id
    where l.tenant_id = ${tenantId} and l.seq < ${wish.before ?? Number.MAX_SAFE_INTEGER}
      and (${wish.only ?? null}::text[] is null or e.verb = any(${wish.only ?? null}::text[]))
      and e.verb <> all(${wish.without}::text[])
    order by l.seq desc limit ${limit}`.execute(tx);
  return rows;
}
