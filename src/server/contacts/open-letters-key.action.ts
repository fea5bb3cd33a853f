import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { lockLettersKey, putLettersKey } from "./contact-key.store.ts";
import { lettersOwner } from "./identity.ts";

/**
 * The key under which commercial letters of a contact are kept: it outlives the contact's own key, so that an erasure
 * can throw that one away (ER-3).
 * @param make false: undefined when there is none
 */
export async function openLettersKey(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  contactId: string,
  make: boolean,
): Promise<ContactKey | undefined> {
  const owner = lettersOwner(contactId);
  const known = await lockLettersKey(tx, contactId);
  if (known && deps.seal.livesIn(tenantId, known)) return deps.seal.openContactKey(tenantId, owner, known);
  if (!make) return undefined;
  const { key, wrapped } = deps.seal.newContactKey(tenantId, owner);
  await putLettersKey(tx, contactId, wrapped);
  return key;
}
