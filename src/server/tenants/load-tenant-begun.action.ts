import type { Tx } from "../platform/db.ts";
import { loadTenant } from "./tenant.store.ts";

/** Since when the business is here. */
export async function loadTenantBegun(tx: Tx, tenantId: string): Promise<Date> {
  return (await loadTenant(tx, tenantId)).created_at;
}
