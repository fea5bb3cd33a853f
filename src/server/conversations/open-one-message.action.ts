import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { lastMessages } from "./message-search.store.ts";
import { openStored } from "./open-message.action.ts";

/** Opens the newest message that has a key, to see that keys and contents fit. False: there is none. Throws if not. */
export async function openOneMessage(deps: Pick<Deps, "seal">, tx: Tx, tenantId: string): Promise<boolean> {
  const rows = await lastMessages(tx, 50);
  const ids = rows.map((row) => row.contact_id);
  const keys = await openContactKeys(deps.seal, tx, tenantId, ids);
  const row = rows.find((one) => keys.has(one.contact_id));
  const key = row && keys.get(row.contact_id);
  if (!key) return false;
  openStored(deps, tenantId, key, row.message_id, row.sealed_content);
  return true;
}
