import type { Tx } from "../platform/db.ts";
import { renameTenant as rename } from "./tenant.store.ts";

/** The name of the business as the public reads it from now on. */
export async function renameTenant(tx: Tx, tenantId: string, name: string): Promise<void> {
  await rename(tx, tenantId, name);
}
