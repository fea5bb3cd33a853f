import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey, Seal } from "../platform/seal.ts";
import { deleteWrapped, insertWrapped, loadWrapped, putWrapped, wrappedOutside } from "./team-key.store.ts";

const batch = 500;

/** Makes the data key of a new room or project. */
export async function makeTeamKey(seal: Seal, tx: Tx, tenantId: string, ownerId: string): Promise<ContactKey> {
  const { key, wrapped } = seal.newContactKey(tenantId, ownerId);
  await insertWrapped(tx, tenantId, ownerId, wrapped);
  return key;
}

/** The data keys of rooms and projects, unwrapped; one that is gone is missing from the answer. */
export async function openTeamKeys(
  seal: Seal,
  tx: Tx,
  tenantId: string,
  ownerIds: readonly string[],
): Promise<Map<string, ContactKey>> {
  const wrapped = await loadWrapped(tx, [...new Set(ownerIds)]);
  return new Map(
    [...wrapped]
      .filter(([, key]) => seal.livesIn(tenantId, key))
      .map(([id, key]) => [id, seal.openContactKey(tenantId, id, key)]),
  );
}

/** Wraps every key of rooms and projects with the current epoch; does nothing where that is so already. */
export async function rewrapTeamKeys({ db, seal }: Pick<Deps, "db" | "seal">, tenantId: string): Promise<void> {
  for (let last = batch; last === batch; ) {
    last = await db.withTenant(tenantId, async (tx) => {
      const rows = await wrappedOutside(tx, seal.currentEpoch(tenantId).epoch, batch);
      for (const { ownerId, key } of rows) {
        const again = seal.rewrap(tenantId, ownerId, key);
        if (again) await putWrapped(tx, ownerId, again);
      }
      return rows.length;
    });
  }
}

/** Takes data keys away: what they sealed is noise from here on, with the end of the epoch in every backup too. */
export async function dropTeamKeys(tx: Tx, ownerIds: readonly string[]): Promise<void> {
  await deleteWrapped(tx, ownerIds);
}
