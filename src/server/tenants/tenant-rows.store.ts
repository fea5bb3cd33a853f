import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";

interface ForeignKey {
  readonly from: string;
  readonly to: string;
  readonly name: string;
  readonly definition: string;
}

const named = (name: string) => sql.id(name);

/**
 * Deletes every row of one business, in the transaction of this business: its wall keeps all others out of reach. Triggers
 * that guard proofs rest meanwhile, and foreign keys that go in a circle are put back before the commit. Nobody else works in
 * this database. @returns how many rows went
 */
export async function deleteRowsOfTenant(tx: Tx, tenantId: string): Promise<number> {
  const tables = await tablesOfTenants(tx);
  const { order, circle } = inOrder(tables, await foreignKeys(tx));
  for (const { from, name } of circle) await sql`alter table ${named(from)} drop constraint ${named(name)}`.execute(tx);
  let rows = 0n;
  for (const table of order) {
    await sql`alter table ${named(table)} disable trigger user`.execute(tx);
    const { numAffectedRows } = await sql`delete from ${named(table)} where tenant_id = ${tenantId}`.execute(tx);
    rows += numAffectedRows ?? 0n;
    await sql`alter table ${named(table)} enable trigger user`.execute(tx);
  }
  for (const { from, name, definition } of circle)
    await sql`alter table ${named(from)} add constraint ${named(name)} ${sql.raw(definition)}`.execute(tx);
  await sql`delete from graphile_worker._private_jobs where payload ->> 'tenantId' = ${tenantId}`.execute(tx);
  return Number(rows);
}

async function tablesOfTenants(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'tenant_id' and not a.attisdropped
    order by 1`.execute(tx);
  return rows.map(({ name }) => name);
}

async function foreignKeys(tx: Tx): Promise<ForeignKey[]> {
  const { rows } = await sql<ForeignKey>`
    select c.relname as "from", t.relname as "to", k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and c.relnamespace = 'public'::regnamespace and k.conrelid <> k.confrelid
    order by 1, 3`.execute(tx);
  return rows;
}

/** Whoever is pointed at goes after whoever points; where that goes in a circle, the keys of the circle are named. */
function inOrder(tables: readonly string[], keys: readonly ForeignKey[]): { order: string[]; circle: ForeignKey[] } {
  const order: string[] = [];
  const circle: ForeignKey[] = [];
  let left = [...tables];
  while (left.length > 0) {
    const open = keys.filter((key) => left.includes(key.from) && left.includes(key.to) && !circle.includes(key));
    const free = left.filter((table) => !open.some(({ to }) => to === table));
    if (free.length === 0) circle.push(...open);
    order.push(...free);
    left = left.filter((table) => !free.includes(table));
  }
  return { order, circle };
}
