import type { Tx } from "../platform/db.ts";
import { loadTenant } from "./tenant.store.ts";

/** A demo's business is made up: its addresses need not exist. */
export async function isDemo(tx: Tx, tenantId: string): Promise<boolean> {
  return (await loadTenant(tx, tenantId)).demo;
}
