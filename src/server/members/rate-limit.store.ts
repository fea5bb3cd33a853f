import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";

/**
 * Counts one more use, or a larger amount, and says how much there is: one statement, so that parallel calls cannot read the same count
 * (V57). Old windows of the same key go at once.
 */
export async function countUse(
  tx: Tx,
  tenantId: string,
  keyHash: Buffer,
  windowStart: Date,
  amount: number,
): Promise<number> {
  const { rows } = await sql<{ used: number }>`
    insert into rate_limit (tenant_id, key_hash, window_start, used) values (${tenantId}, ${keyHash}, ${windowStart}, ${amount})
    on conflict (tenant_id, key_hash, window_start) do update set used = rate_limit.used + ${amount}::int
    returning used`.execute(tx);
  const used = rows[0]?.used ?? Number.POSITIVE_INFINITY;
  if (used === amount)
    await tx.deleteFrom("rate_limit").where("key_hash", "=", keyHash).where("window_start", "<", windowStart).execute();
  return used;
}

/** Counts of windows that began before that. */
export async function deleteCountsBefore(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom("rate_limit").where("window_start", "<", before).execute();
}

/** Takes one use back: it turned out to be no guess. */
export async function takeBackUse(tx: Tx, keyHash: Buffer, windowStart: Date): Promise<void> {
  await sql`update rate_limit set used = used - 1
    where key_hash = ${keyHash} and window_start = ${windowStart} and used > 0`.execute(tx);
}
