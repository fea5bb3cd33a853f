import type { Tx } from "../platform/db.ts";
import type { WrappedKey } from "../platform/seal.ts";

export async function loadWrapped(tx: Tx, ownerIds: readonly string[]): Promise<Map<string, WrappedKey>> {
  if (ownerIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom("team_key")
    .select(["owner_id", "epoch", "wrapped_key"])
    .where("owner_id", "in", [...ownerIds])
    .execute();
  return new Map(rows.map((row) => [row.owner_id, { epoch: row.epoch, wrapped: Buffer.from(row.wrapped_key) }]));
}

export async function insertWrapped(tx: Tx, tenantId: string, ownerId: string, key: WrappedKey): Promise<void> {
  await tx
    .insertInto("team_key")
    .values({ tenant_id: tenantId, owner_id: ownerId, epoch: key.epoch, wrapped_key: Buffer.from(key.wrapped) })
    .execute();
}

/** Keys that an epoch other than this one wraps, locked. */
export async function wrappedOutside(tx: Tx, epoch: number, limit: number) {
  const rows = await tx
    .selectFrom("team_key")
    .select(["owner_id", "epoch", "wrapped_key"])
    .where("epoch", "<>", epoch)
    .orderBy("owner_id")
    .limit(limit)
    .forUpdate()
    .execute();
  return rows.map((row) => ({
    ownerId: row.owner_id,
    key: { epoch: row.epoch, wrapped: Buffer.from(row.wrapped_key) } satisfies WrappedKey,
  }));
}

export async function putWrapped(tx: Tx, ownerId: string, { epoch, wrapped }: WrappedKey): Promise<void> {
  await tx
    .updateTable("team_key")
    .set({ epoch, wrapped_key: Buffer.from(wrapped) })
    .where("owner_id", "=", ownerId)
    .execute();
}

export async function deleteWrapped(tx: Tx, ownerIds: readonly string[]): Promise<void> {
  if (ownerIds.length === 0) return;
  await tx
    .deleteFrom("team_key")
    .where("owner_id", "in", [...ownerIds])
    .execute();
}
