import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../db.ts";

/**
 * That no row of any other table points to this one, asked of the catalogue: a table that is added later counts by
 * itself, and a sweep never trips over it.
 * @param row table and its key below the tenant, under the alias of the same name
 * @param apart tables that the caller sees to
 */
export async function unreferenced(
  tx: Tx,
  row: { readonly table: string; readonly key: string },
  apart: readonly string[],
): Promise<RawBuilder<boolean>> {
  const { rows } = await sql<{ table: string; column: string }>`
    select k.conrelid::regclass::text as "table", a.attname as "column"
    from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[array_length(k.conkey, 1)]
    where k.contype = 'f' and k.confrelid = ${row.table}::regclass order by 1, 2`.execute(tx);
  const free = rows
    .filter(({ table }) => !apart.includes(table))
    .map(
      ({ table, column }) =>
        sql<boolean>`not exists (select from ${sql.table(table)} r where r.${sql.ref(column)} = ${sql.ref(`${row.table}.${row.key}`)})`,
    );
  return free.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(free, sql` and `)})`;
}

/** Says for the rest of the transaction that a period is over: only then append-only rows let go. */
export async function periodIsOver(tx: Tx): Promise<void> {
  await sql`select set_config('app.period_over', 'yes', true)`.execute(tx);
}
