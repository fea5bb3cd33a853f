import type { Tx } from "../../platform/db.ts";

/** Removes outbox rows, tries and fingerprints of messages. @returns how many still waited to leave */
export async function deleteTraces(tx: Tx, messageIds: readonly string[]): Promise<number> {
  if (messageIds.length === 0) return 0;
  const ids = [...messageIds];
  await tx.deleteFrom("advert_print").where("message_id", "in", ids).execute();
  await tx.deleteFrom("delivery").where("message_id", "in", ids).execute();
  const rows = await tx.deleteFrom("outbox").where("message_id", "in", ids).returning("state").execute();
  return rows.filter((row) => row.state === "queued").length;
}

/** Removes fingerprints older than `before`. */
export async function deletePrintsBefore(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom("advert_print").where("at", "<", before).execute();
}
