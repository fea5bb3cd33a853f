import type { Address } from "../channels/channel.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { loadAddresses } from "./identity.store.ts";
import { places } from "./identity.ts";

/** The addresses of an identity, opened with its contact's key, the most stable first. */
export async function addressesOf(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  identityId: string,
  key: ContactKey,
): Promise<Address[]> {
  const rows = await loadAddresses(tx, [identityId]);
  return rows.map((row) => ({
    kind: row.kind,
    value: deps.seal
      .openForContact(tenantId, key, places.address(identityId, row.kind), row.sealedValue)
      .toString("utf8"),
  }));
}
