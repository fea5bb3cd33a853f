import type { Tx } from "../../platform/db.ts";
import type { KnownPasskey, NewPasskey } from "./passkey.adapter.ts";

export interface StoredPasskey extends KnownPasskey {
  readonly memberId: string;
}

export async function findPasskey(tx: Tx, credentialId: string): Promise<StoredPasskey | undefined> {
  const row = await tx
    .selectFrom("passkey")
    .select(["credential_id", "member_id", "public_key", "counter"])
    .where("credential_id", "=", credentialId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { credential_id: credentialIdOfRow, member_id: memberId, public_key: publicKey, counter } = row;
  return { credentialId: credentialIdOfRow, memberId, publicKey, counter };
}

/** @returns false when this credential is known already, for whoever */
export async function insertPasskey(
  tx: Tx,
  passkey: NewPasskey & { tenantId: string; memberId: string; deviceId: string; at: Date },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("passkey")
    .values({
      tenant_id: passkey.tenantId,
      credential_id: passkey.credentialId,
      member_id: passkey.memberId,
      public_key: Buffer.from(passkey.publicKey),
      counter: passkey.counter,
      transports: [...passkey.transports],
      device_bound: passkey.deviceBound,
      enrolled_with: passkey.deviceId,
      created_at: passkey.at,
    })
    .onConflict((conflict) => conflict.columns(["tenant_id", "credential_id"]).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/**
 * Notes a use. The counter moves on only from where it was verified against: of two parallel uses of one assertion
 * with a counter, one is refused (a copied authenticator; WebAuthn 7.2 step 22).
 */
export async function touchPasskey(tx: Tx, seen: KnownPasskey, counter: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("passkey")
    .set({ counter })
    .where("credential_id", "=", seen.credentialId)
    .where("counter", "=", seen.counter)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Forgets the passkeys made while enrolling this device; `all` false: only those that cannot live elsewhere. */
export async function deletePasskeysOfDevice(tx: Tx, deviceId: string, all: boolean): Promise<void> {
  await tx
    .deleteFrom("passkey")
    .where("enrolled_with", "=", deviceId)
    .$if(!all, (query) => query.where("device_bound", "=", true))
    .execute();
}
