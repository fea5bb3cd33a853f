import type { Tx } from "../platform/db.ts";

/** Takes note of a proof; whichever of two requests comes second waits for the first one's commit and learns of it. */
export async function insertUsedProof(tx: Tx, tenantId: string, proofHash: Buffer, until: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("used_proof")
    .values({ tenant_id: tenantId, proof_hash: proofHash, until })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Those no clock would take any more. */
export async function deleteUsedProofs(tx: Tx, now: Date): Promise<void> {
  await tx.deleteFrom("used_proof").where("until", "<", now).execute();
}
