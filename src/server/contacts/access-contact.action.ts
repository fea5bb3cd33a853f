import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import type { ContactKey } from "../platform/seal.ts";
import { can } from "../rights/can.ts";
import { hasOnlyReserved, loadContact } from "./contact.store.ts";
import { openContactKeys } from "./open-contact-keys.action.ts";

export type ContactRow = NonNullable<Awaited<ReturnType<typeof loadContact>>>;

/** The only way to a contact by id; not there, not yours and erased look the same. */
export async function accessContact(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  caller: Caller,
  contactId: string,
): Promise<{ row: ContactRow; key: ContactKey }> {
  const row = can(caller, "read-conversations") ? await loadContact(tx, contactId) : undefined;
  const key = row && (await openContactKeys(deps.seal, tx, caller.tenantId, [contactId])).get(contactId);
  if (!row || !key) throw new Problem("not-found");
  // Whoever has nothing but a Chefsache is as little there as the Chefsache itself (M4).
  if (await isKeptFrom(tx, caller, contactId)) throw new Problem("not-found");
  return { row, key };
}

/** All there is of this contact is a Chefsache, and the caller is neither owner nor office. */
export async function isKeptFrom(tx: Tx, caller: Caller, contactId: string): Promise<boolean> {
  return !can(caller, "read-reserved") && (await hasOnlyReserved(tx, contactId));
}
