import { addWebchat } from "../channels/add-webchat.action.ts";
import type { Deps } from "../platform/deps.ts";
import type { Keyring } from "../platform/keyring.ts";
import { insertTenant } from "./tenant.store.ts";

/**
 * Makes a business: its keys first, then its rows, with a web chat in draft under /k/web. Nothing is open yet.
 * @returns the id of the tenant
 */
export async function createTenant(
  deps: Pick<Deps, "db" | "clock" | "ids">,
  keyring: Keyring,
  business: { readonly name: string; readonly host?: string | null; readonly demo?: boolean },
): Promise<string> {
  const tenantId = deps.ids.uuid();
  const at = deps.clock.now();
  keyring.addTenant(tenantId, at);
  await deps.db.withTenant(tenantId, async (tx) => {
    await insertTenant(tx, {
      tenantId,
      name: business.name,
      host: business.host ?? null,
      demo: business.demo ?? false,
      at,
    });
    await addWebchat(deps, tx, tenantId);
  });
  return tenantId;
}
