import type { Tx } from "../platform/db.ts";

export async function loadSheet(tx: Tx) {
  return await tx.selectFrom("recovery_sheet").select(["key_id", "printed_at", "place", "kept_at"]).executeTakeFirst();
}

/** A new print begins anew: where it lies is not known until somebody says so. */
export async function notePrinted(tx: Tx, tenantId: string, keyId: string, at: Date): Promise<void> {
  const printed = { key_id: keyId, printed_at: at, place: null, kept_at: null };
  await tx
    .insertInto("recovery_sheet")
    .values({ tenant_id: tenantId, ...printed })
    .onConflict((oc) => oc.column("tenant_id").doUpdateSet(printed))
    .execute();
}

export async function noteKept(tx: Tx, place: string, at: Date): Promise<void> {
  await tx.updateTable("recovery_sheet").set({ place, kept_at: at }).execute();
}
