import { type RawBuilder, sql } from "kysely";
import { periodIsOver } from "../platform/db/unreferenced.ts";
import type { Tx } from "../platform/db.ts";

/**
 * The smaller proofs of LK-15, each with what makes one of them over. Of records the newest of each kind stays, and of
 * pauses every one that nobody has confirmed.
 */
const proofs: readonly (readonly [table: string, over: (before: Date) => RawBuilder<boolean>])[] = [
  [
    "house_export_part",
    (before) => sql`export_id in (select e.export_id from house_export e
      where e.ordered_at < ${before} and e.state in ('failed', 'gone'))`,
  ],
  ["house_export", (before) => sql`ordered_at < ${before} and state in ('failed', 'gone')`],
  ["imprint_check", (before) => sql`at < ${before}`],
  ["insight", (before) => sql`asked_at < ${before}`],
  ["restore_pause", (before) => sql`confirmed_at < ${before}`],
  ["sweep_run", (before) => sql`ended_at < ${before}`],
  [
    "record_version",
    (before) => sql`made_at < ${before} and version < (select max(n.version) from record_version n
      where n.kind = record_version.kind)`,
  ],
];

export async function countOldProofs(tx: Tx, before: Date): Promise<number> {
  let sum = 0;
  for (const [table, over] of proofs) {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from ${sql.table(table)} where ${over(before)}`.execute(tx);
    sum += rows[0]?.n ?? 0;
  }
  return sum;
}

export async function deleteOldProofs(tx: Tx, before: Date): Promise<number> {
  await periodIsOver(tx);
  let sum = 0;
  for (const [table, over] of proofs) {
    const gone = await sql`delete from ${sql.table(table)} where ${over(before)}`.execute(tx);
    sum += Number(gone.numAffectedRows ?? 0n);
  }
  return sum;
}
