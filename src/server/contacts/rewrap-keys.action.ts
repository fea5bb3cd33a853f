import type { Deps } from "../platform/deps.ts";
import { keysOutside, putLettersKey, putOwnKey } from "./contact-key.store.ts";
import { lettersOwner } from "./identity.ts";

const batch = 500;

/** Wraps every living key of the contacts with the current epoch; does nothing where that is so already. */
export async function rewrapKeys(deps: Pick<Deps, "db" | "seal">, tenantId: string): Promise<void> {
  while ((await rewrapSome(deps, tenantId)) === batch);
}

async function rewrapSome({ db, seal }: Pick<Deps, "db" | "seal">, tenantId: string): Promise<number> {
  return await db.withTenant(tenantId, async (tx) => {
    const rows = await keysOutside(tx, seal.currentEpoch(tenantId).epoch, batch);
    for (const { contactId, own, letters } of rows) {
      const newOwn = own && seal.rewrap(tenantId, contactId, own);
      const newLetters = letters && seal.rewrap(tenantId, lettersOwner(contactId), letters);
      if (newOwn) await putOwnKey(tx, contactId, newOwn);
      if (newLetters) await putLettersKey(tx, contactId, newLetters);
    }
    return rows.length;
  });
}
