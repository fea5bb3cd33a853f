import type { Tx } from "../../platform/db.ts";

/** Keeps the fingerprints of adverts (`printOf`), one a message; queued once more, it counts from now on. */
export async function insertPrints(
  tx: Tx,
  tenantId: string,
  rows: readonly { messageId: string; identityId: string; print: readonly number[] }[],
  at: Date,
): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto("advert_print")
    .values(
      rows.map((r) => ({
        tenant_id: tenantId,
        message_id: r.messageId,
        identity_id: r.identityId,
        print: [...r.print],
        at,
      })),
    )
    .onConflict((oc) =>
      oc
        .columns(["tenant_id", "message_id"])
        .doUpdateSet((eb) => ({ print: eb.ref("excluded.print"), at: eb.ref("excluded.at") })),
    )
    .execute();
}

/** An advert that was stopped before it left reached nobody: it counts for nothing, until it is queued once more. */
export async function deletePrint(tx: Tx, messageId: string): Promise<void> {
  await tx.deleteFrom("advert_print").where("message_id", "=", messageId).execute();
}

/** Every advert handed in after `since`: to whom, and its fingerprint. */
export async function printsSince(
  tx: Tx,
  since: Date,
): Promise<{ identityId: string; messageId: string; print: number[] }[]> {
  const rows = await tx
    .selectFrom("advert_print")
    .select(["identity_id", "message_id", "print"])
    .where("at", ">", since)
    .execute();
  return rows.map((row) => ({ identityId: row.identity_id, messageId: row.message_id, print: row.print }));
}
