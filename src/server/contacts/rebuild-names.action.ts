import type { Deps } from "../platform/deps.ts";
import { namesAfter, putSearchNames } from "./identity.store.ts";
import { foldName, places } from "./identity.ts";
import { openContactKeys } from "./open-contact-keys.action.ts";

const batch = 500;
const first = "00000000-0000-0000-0000-000000000000";

/** Makes the index of names anew: it is in no backup. Whose key is gone is not in it. */
export async function rebuildNames(deps: Pick<Deps, "db" | "seal">, tenantId: string): Promise<void> {
  for (let last: string | undefined = first; last !== undefined; ) {
    const after: string = last;
    last = await deps.db.withTenant(tenantId, async (tx) => {
      const rows = await namesAfter(tx, after, batch);
      const ids = rows.map((row) => row.contact_id);
      const keys = await openContactKeys(deps.seal, tx, tenantId, ids);
      const names = rows.flatMap((row) => {
        const key = keys.get(row.contact_id);
        const [place, sealed] =
          row.sealed_name !== null
            ? [places.name(row.contact_id), row.sealed_name]
            : [places.profileName(row.identity_id ?? ""), row.sealed_profile_name];
        if (!key || sealed === null) return [];
        const name = deps.seal.openForContact(tenantId, key, place, sealed).toString("utf8");
        return [{ contactId: row.contact_id, name: foldName(name) }];
      });
      await putSearchNames(tx, tenantId, names);
      return ids.at(-1);
    });
  }
}
