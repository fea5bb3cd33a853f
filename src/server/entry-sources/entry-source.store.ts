import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";

export interface SourceRow {
  readonly id: string;
  readonly tag: string;
  readonly name: string;
  readonly createdAt: Date;
}

export async function loadSources(tx: Tx): Promise<SourceRow[]> {
  return await tx
    .selectFrom("entry_source")
    .select(["source_id as id", "tag", "name", "created_at as createdAt"])
    .orderBy("name")
    .execute();
}

/** False: one of this name or tag is there. */
export async function insertSource(tx: Tx, tenantId: string, source: SourceRow): Promise<boolean> {
  const { id, tag, name, createdAt } = source;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("entry_source")
    .values({ tenant_id: tenantId, source_id: id, tag, name, created_at: createdAt })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Takes its counts along. False: not there. */
export async function deleteSource(tx: Tx, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom("entry_source").where("source_id", "=", id).executeTakeFirst();
  return numDeletedRows === 1n;
}

/** The first day of a month as text, newest first. */
export async function loadMonths(tx: Tx): Promise<{ id: string; month: string; conversations: number }[]> {
  return await tx
    .selectFrom("entry_count")
    .select(["source_id as id", "month", "conversations"])
    .orderBy("month", "desc")
    .execute();
}

/** One more for each source these tags or names belong to; whoever belongs to none is counted nowhere. */
export async function addToCounts(
  tx: Tx,
  began: readonly { readonly tag: string | null; readonly name: string | null }[],
  now: Date,
): Promise<void> {
  await sql`
    insert into entry_count as c (tenant_id, source_id, month, conversations)
    select s.tenant_id, s.source_id, date_trunc('month', ${now}::timestamptz at time zone t.time_zone)::date, count(*)
    from json_to_recordset(${JSON.stringify(began)}::json) as b (tag text, name text)
    join entry_source s on s.tag = b.tag or lower(s.name) = lower(b.name)
    join tenant t on t.tenant_id = s.tenant_id
    group by s.tenant_id, s.source_id, t.time_zone
    on conflict (tenant_id, source_id, month) do update set conversations = c.conversations + excluded.conversations`.execute(
    tx,
  );
}
