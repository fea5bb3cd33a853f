import type { Tx } from "../platform/db.ts";
import type { WrappedKey } from "../platform/seal.ts";

export async function loadWrappedKeys(tx: Tx, contactIds: readonly string[]): Promise<Map<string, WrappedKey>> {
  if (contactIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom("contact_key")
    .select(["contact_id", "epoch", "wrapped_key"])
    .where("contact_id", "in", [...contactIds])
    .execute();
  return new Map(rows.map((row) => [row.contact_id, { epoch: row.epoch, wrapped: Buffer.from(row.wrapped_key) }]));
}

export async function insertWrappedKeys(
  tx: Tx,
  tenantId: string,
  keys: readonly { contactId: string; wrapped: WrappedKey }[],
): Promise<void> {
  if (keys.length === 0) return;
  await tx
    .insertInto("contact_key")
    .values(
      keys.map(({ contactId, wrapped }) => ({
        tenant_id: tenantId,
        contact_id: contactId,
        epoch: wrapped.epoch,
        wrapped_key: wrapped.wrapped,
      })),
    )
    .execute();
}
