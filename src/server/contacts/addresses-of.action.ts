import type { Address } from "../channels/channel.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { loadAddresses } from "./identity.store.ts";
import { places } from "./identity.ts";
import { openContactKeys } from "./open-contact-keys.action.ts";

/** The addresses of an identity, opened, the most stable first. Empty: the contact was erased. */
export async function addressesOf(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  identityId: string,
  contactId: string,
): Promise<Address[]> {
  const key = (await openContactKeys(deps.seal, tx, tenantId, [contactId])).get(contactId);
  if (!key) return [];
  const rows = await loadAddresses(tx, [identityId]);
  return rows.map((row) => ({
    kind: row.kind,
    value: deps.seal
      .openForContact(tenantId, key, places.address(identityId, row.kind), row.sealedValue)
      .toString("utf8"),
  }));
}
