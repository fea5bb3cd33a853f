import type { Tx } from "../platform/db.ts";

/** Of an eight-digit code a few guesses are worth nothing; after this many the link is dead. */
const mostTries = 5;

export async function insertFileLink(
  tx: Tx,
  tenantId: string,
  row: {
    readonly file_link_id: string;
    readonly contact_id: string;
    readonly message_id: string;
    readonly attachment_id: string;
    readonly link_hash: Buffer;
    readonly code_mac: Buffer;
    readonly made_at: Date;
    readonly expires_at: Date;
  },
): Promise<void> {
  await tx
    .insertInto("file_link")
    .values({ tenant_id: tenantId, ...row })
    .execute();
}

export async function findFileLink(tx: Tx, linkHash: Buffer, now: Date) {
  return await tx
    .selectFrom("file_link")
    .select(["file_link_id", "attachment_id", "contact_id", "code_mac"])
    .where("link_hash", "=", linkHash)
    .where("expires_at", ">", now)
    .where("fetched_at", "is", null)
    .executeTakeFirst();
}

/** Counts a try before the code is looked at. @returns false when there were too many: the link is dead then */
export async function countFileTry(tx: Tx, fileLinkId: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("file_link")
    .set((eb) => ({ tries: eb("tries", "+", 1) }))
    .where("file_link_id", "=", fileLinkId)
    .where("tries", "<", mostTries)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** @returns false when it was fetched already */
export async function markFileFetched(tx: Tx, fileLinkId: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("file_link")
    .set({ fetched_at: at, link_hash: null, code_mac: null })
    .where("file_link_id", "=", fileLinkId)
    .where("fetched_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Secrets go with the last day, the rest a year later. */
export async function endFileLinks(tx: Tx, now: Date, before: Date): Promise<void> {
  await tx
    .updateTable("file_link")
    .set({ link_hash: null, code_mac: null })
    .where("expires_at", "<=", now)
    .where("link_hash", "is not", null)
    .execute();
  await tx.deleteFrom("file_link").where("expires_at", "<", before).execute();
}
