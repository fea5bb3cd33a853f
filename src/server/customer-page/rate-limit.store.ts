import type { Tx } from "../platform/db.ts";

/** Counts one more use of a key in its window and returns how often it was used by now. */
export async function countUse(tx: Tx, tenantId: string, keyHash: Buffer, windowStart: Date): Promise<number> {
  const row = await tx
    .insertInto("rate_limit")
    .values({ tenant_id: tenantId, key_hash: keyHash, window_start: windowStart, used: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(["tenant_id", "key_hash", "window_start"])
        .doUpdateSet((eb) => ({ used: eb("rate_limit.used", "+", 1) })),
    )
    .returning("used")
    .executeTakeFirstOrThrow();
  return row.used;
}
