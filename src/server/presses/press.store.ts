import type { Tx } from "../platform/db.ts";

/** Takes note of a press; whichever of two comes second waits for the first one's commit. @returns false: it came second */
export async function insertPress(
  tx: Tx,
  tenantId: string,
  press: { readonly clientId: string; readonly contentHash: Buffer; readonly madeId?: string; readonly at: Date },
): Promise<boolean> {
  const { clientId, contentHash, madeId = null, at } = press;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("press")
    .values({ tenant_id: tenantId, client_id: clientId, content_hash: contentHash, made_id: madeId, at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

export async function setMade(tx: Tx, clientId: string, madeId: string): Promise<void> {
  await tx.updateTable("press").set({ made_id: madeId }).where("client_id", "=", clientId).execute();
}

export async function deletePress(tx: Tx, clientId: string): Promise<void> {
  await tx.deleteFrom("press").where("client_id", "=", clientId).execute();
}

export async function loadPress(tx: Tx, clientId: string) {
  return await tx
    .selectFrom("press")
    .select(["content_hash as contentHash", "made_id as madeId"])
    .where("client_id", "=", clientId)
    .executeTakeFirst();
}

export async function deletePressesBefore(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom("press").where("at", "<", before).execute();
}
