import type { Tx } from "../platform/db.ts";
import { loadTenant } from "./tenant.store.ts";

/** The name of the business as the public reads it. */
export async function loadTenantName(tx: Tx, tenantId: string): Promise<string> {
  return (await loadTenant(tx, tenantId)).name;
}
