import type { Tx } from "../platform/db.ts";
import type { ContactKey, Seal } from "../platform/seal.ts";
import { loadWrappedKeys } from "./contact-key.store.ts";

/**
 * The data keys of contacts, unwrapped. A contact without a key was erased and is missing from the answer: its
 * sealed values stay closed for good. Keys are never kept longer than the caller holds them.
 */
export async function openContactKeys(
  seal: Seal,
  tx: Tx,
  tenantId: string,
  contactIds: readonly string[],
): Promise<Map<string, ContactKey>> {
  const wrapped = await loadWrappedKeys(tx, [...new Set(contactIds)]);
  return new Map(
    [...wrapped]
      .filter(([, key]) => seal.livesIn(tenantId, key))
      .map(([id, key]) => [id, seal.openContactKey(tenantId, id, key)]),
  );
}
