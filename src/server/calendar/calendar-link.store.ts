import type { Tx } from "../platform/db.ts";

export async function findOpenLink(tx: Tx, memberId: string): Promise<Date | undefined> {
  const row = await tx
    .selectFrom("calendar_link")
    .select("created_at")
    .where("member_id", "=", memberId)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return row?.created_at;
}

/** Whose calendar an address opens; undefined: nobody's any more. */
export async function findLinkHolder(tx: Tx, secretHash: Uint8Array): Promise<string | undefined> {
  const row = await tx
    .selectFrom("calendar_link")
    .select("member_id")
    .where("secret_hash", "=", secretHash)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return row?.member_id;
}

export async function insertLink(
  tx: Tx,
  tenantId: string,
  link: { readonly secretHash: Uint8Array; readonly memberId: string; readonly at: Date },
): Promise<void> {
  await tx
    .insertInto("calendar_link")
    .values({ tenant_id: tenantId, secret_hash: link.secretHash, member_id: link.memberId, created_at: link.at })
    .execute();
}

export async function revokeLinks(tx: Tx, memberId: string, at: Date): Promise<void> {
  await tx
    .updateTable("calendar_link")
    .set({ revoked_at: at })
    .where("member_id", "=", memberId)
    .where("revoked_at", "is", null)
    .execute();
}

export async function deleteRevokedLinks(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom("calendar_link").where("revoked_at", "<", before).execute();
}
