import type { ContactView } from "../../contract/conversations.ts";
import { advertisingOfContact } from "../consent/advertising-of-contact.action.ts";
import { accessContact } from "../contacts/access-contact.action.ts";
import { showContact } from "../contacts/show-contact.action.ts";
import { noticesOfContact } from "../notices/notices-of-contact.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";

/** A contact with addresses and proofs: which notice when and how, which consents. */
export async function readContact(deps: Deps, tx: Tx, caller: Caller, contactId: string): Promise<ContactView> {
  const { row, key } = await accessContact(deps, tx, caller, contactId);
  const contact = await showContact(deps, tx, caller, row, key);
  const advertising = await advertisingOfContact(deps, tx, caller.tenantId, contactId);
  return {
    ...contact,
    identities: contact.identities.map((one) => ({ ...one, advertising: advertising(one.id) })),
    notices: await noticesOfContact(deps, tx, caller.tenantId, contactId, key),
  };
}
