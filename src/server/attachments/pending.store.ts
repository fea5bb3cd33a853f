import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";

/** How many files of the business are on their way; no more than `most` are counted. */
export async function countPending(tx: Tx, tenantId: string, most: number): Promise<number> {
  // The word stands in the text, because a plan that is kept must know that the index of pending files answers.
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from (
    select from attachment where tenant_id = ${tenantId} and state = 'pending' limit ${most}) as pending`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** Files still at their channel, or in the house but not looked at yet. */
export async function loadPendingIds(tx: Tx, tenantId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom("attachment")
    .select("attachment_id")
    .where("tenant_id", "=", tenantId)
    .where("state", "=", "pending")
    .orderBy("attachment_id")
    .execute();
  return rows.map((row) => row.attachment_id);
}
