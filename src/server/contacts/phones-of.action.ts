import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { loadAddresses } from "./identity.store.ts";
import { places } from "./identity.ts";

/** Phone numbers (digits with country code) of identities, where there is one. */
export async function phonesOf(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  keys: ReadonlyMap<string, ContactKey>,
  identities: readonly { readonly identityId: string; readonly contactId: string }[],
): Promise<Map<string, string>> {
  const contactOf = new Map(identities.map((i) => [i.identityId, i.contactId]));
  const rows = await loadAddresses(tx, [...contactOf.keys()]);
  const phones = new Map<string, string>();
  for (const row of rows) {
    const key = keys.get(contactOf.get(row.identityId) ?? "");
    if (row.kind !== "phone" || !key) continue;
    phones.set(
      row.identityId,
      deps.seal
        .openForContact(tenantId, key, places.address(row.identityId, "phone"), row.sealedValue)
        .toString("utf8"),
    );
  }
  return phones;
}
