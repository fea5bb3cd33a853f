import type { Tx } from "../platform/db.ts";

export interface OfflineKey {
  readonly keyId: string;
  readonly sessionId: string;
  readonly sealedKey: Uint8Array;
  readonly madeAt: Date;
}

/** Oldest first. */
export async function keysOf(tx: Tx, deviceId: string): Promise<OfflineKey[]> {
  const rows = await tx
    .selectFrom("offline_key")
    .selectAll()
    .where("device_id", "=", deviceId)
    .orderBy("made_at")
    .orderBy("key_id")
    .execute();
  return rows.map((row) => ({
    keyId: row.key_id,
    sessionId: row.session_id,
    sealedKey: row.sealed_key,
    madeAt: row.made_at,
  }));
}

export async function insertKey(tx: Tx, tenantId: string, deviceId: string, key: OfflineKey): Promise<void> {
  await tx
    .insertInto("offline_key")
    .values({
      tenant_id: tenantId,
      device_id: deviceId,
      key_id: key.keyId,
      session_id: key.sessionId,
      sealed_key: key.sealedKey,
      made_at: key.madeAt,
    })
    .execute();
}

export async function deleteKeysBut(tx: Tx, deviceId: string, kept: readonly string[]): Promise<void> {
  await tx
    .deleteFrom("offline_key")
    .where("device_id", "=", deviceId)
    .$if(kept.length > 0, (query) => query.where("key_id", "not in", [...kept]))
    .execute();
}
