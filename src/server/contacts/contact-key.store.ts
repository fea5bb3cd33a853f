import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";
import type { WrappedKey } from "../platform/seal.ts";

export async function loadWrappedKeys(tx: Tx, contactIds: readonly string[]): Promise<Map<string, WrappedKey>> {
  if (contactIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom("contact_key")
    .select(["contact_id", "epoch", "wrapped_key"])
    .where("contact_id", "=", sql<string>`any(${[...contactIds]}::uuid[])`)
    .execute();
  return new Map(
    rows.flatMap((row) => {
      const key = wrappedKey(row.epoch, row.wrapped_key);
      return key === undefined ? [] : [[row.contact_id, key] as const];
    }),
  );
}

function wrappedKey(epoch: number | null, wrapped: Uint8Array | null): WrappedKey | undefined {
  return epoch === null || wrapped === null ? undefined : { epoch, wrapped: Buffer.from(wrapped) };
}

/** The key of the letters of a contact; locks the row, because whoever asks may make one. */
export async function lockLettersKey(tx: Tx, contactId: string): Promise<WrappedKey | undefined> {
  const row = await tx
    .selectFrom("contact_key")
    .select(["letters_epoch", "letters_key"])
    .where("contact_id", "=", contactId)
    .forUpdate()
    .executeTakeFirst();
  return row && wrappedKey(row.letters_epoch, row.letters_key);
}

export async function putLettersKey(tx: Tx, contactId: string, { epoch, wrapped }: WrappedKey): Promise<void> {
  await tx
    .updateTable("contact_key")
    .set({ letters_epoch: epoch, letters_key: wrapped })
    .where("contact_id", "=", contactId)
    .execute();
}

/** Throws a contact's data key away; the key of the letters goes with `letters`. */
export async function dropKeys(tx: Tx, contactId: string, letters: boolean): Promise<void> {
  await tx
    .updateTable("contact_key")
    .set({ epoch: null, wrapped_key: null, ...(letters ? { letters_epoch: null, letters_key: null } : {}) })
    .where("contact_id", "=", contactId)
    .execute();
}

export interface KeysOfContact {
  readonly contactId: string;
  readonly own: WrappedKey | undefined;
  readonly letters: WrappedKey | undefined;
}

/** Contacts with a key that an epoch other than this one wraps, locked. */
export async function keysOutside(tx: Tx, epoch: number, limit: number): Promise<KeysOfContact[]> {
  const rows = await tx
    .selectFrom("contact_key")
    .selectAll()
    .where((eb) => eb.or([eb("epoch", "<>", epoch), eb("letters_epoch", "<>", epoch)]))
    .orderBy("contact_id")
    .limit(limit)
    .forUpdate()
    .execute();
  return rows.map((row) => ({
    contactId: row.contact_id,
    own: wrappedKey(row.epoch, row.wrapped_key),
    letters: wrappedKey(row.letters_epoch, row.letters_key),
  }));
}

export async function putOwnKey(tx: Tx, contactId: string, { epoch, wrapped }: WrappedKey): Promise<void> {
  await tx
    .updateTable("contact_key")
    .set({ epoch, wrapped_key: wrapped })
    .where("contact_id", "=", contactId)
    .execute();
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
