import { sql } from "kysely";
import { underHold } from "../platform/db/under-hold.ts";
import type { Tx } from "../platform/db.ts";
import { collectedUntil } from "../platform/http/collected-until.ts";

/** Of an eight-digit code a few guesses are worth nothing; after this many the link is dead. */
export const mostTries = 5;

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
    .selectFrom("file_link as l")
    .innerJoin("message as m", "m.message_id", "l.message_id")
    .select(["l.file_link_id", "l.attachment_id", "l.contact_id", "l.code_mac", "l.message_id", "m.conversation_id"])
    .where("l.link_hash", "=", linkHash)
    .where("l.expires_at", ">", now)
    .executeTakeFirst();
}

export async function findLinkOfMessage(tx: Tx, messageId: string) {
  return await tx
    .selectFrom("file_link")
    .select(["file_link_id", "code_mac", "expires_at"])
    .where("message_id", "=", messageId)
    .executeTakeFirst();
}

export async function loadFileLinks(tx: Tx, messageIds: readonly string[]) {
  return await tx
    .selectFrom("file_link")
    .select(["message_id as messageId", "expires_at as expiresAt", "fetched_at as fetchedAt", "tries"])
    .where("message_id", "in", [...messageIds])
    .execute();
}

/** Counts a try before the code is looked at. @returns how many are left; undefined: the link was dead before */
export async function countFileTry(tx: Tx, fileLinkId: string): Promise<number | undefined> {
  const row = await tx
    .updateTable("file_link")
    .set((eb) => ({ tries: eb("tries", "+", 1) }))
    .where("file_link_id", "=", fileLinkId)
    .where("tries", "<", mostTries)
    .returning("tries")
    .executeTakeFirst();
  return row && mostTries - row.tries;
}

/** The code was right: what was counted was no guess. */
export async function takeBackFileTry(tx: Tx, fileLinkId: string): Promise<void> {
  await tx
    .updateTable("file_link")
    .set((eb) => ({ tries: eb("tries", "-", 1) }))
    .where("file_link_id", "=", fileLinkId)
    .execute();
}

/** Link and code hold a while longer. @returns false when it was fetched already */
export async function markFileFetched(tx: Tx, fileLinkId: string, at: Date): Promise<boolean> {
  const until = collectedUntil(at);
  const { numUpdatedRows } = await tx
    .updateTable("file_link")
    .set((eb) => ({ fetched_at: at, expires_at: eb.fn("least", ["expires_at", eb.val(until)]) }))
    .where("file_link_id", "=", fileLinkId)
    .where("fetched_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Of its contact, or of the whole business. */
const held = underHold(sql`h.contact_id = file_link.contact_id`);

/** Secrets go with the last day, the rest a year later if no legal hold keeps it. */
export async function endFileLinks(tx: Tx, now: Date, before: Date): Promise<void> {
  await tx
    .updateTable("file_link")
    .set({ link_hash: null, code_mac: null })
    .where("expires_at", "<=", now)
    .where("link_hash", "is not", null)
    .execute();
  await tx.deleteFrom("file_link").where("expires_at", "<", before).where(sql<boolean>`not ${held}`).execute();
}
