import type { Tx } from "../platform/db.ts";

/** Of those of these files that are stored: what they were before, and what was taken out. */
export async function loadStripProofs(tx: Tx, attachmentIds: readonly string[]) {
  if (attachmentIds.length === 0) return [];
  return await tx
    .selectFrom("attachment")
    .select(["attachment_id", "hash_before", "hash_after", "removed_tags", "stripped_at"])
    .where("attachment_id", "in", [...attachmentIds])
    .where("state", "=", "stored")
    .execute();
}
