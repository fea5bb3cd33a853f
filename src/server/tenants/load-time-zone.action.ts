import type { Tx } from "../platform/db.ts";
import { loadZone } from "./tenant.store.ts";

/** Time zone of the business (IANA name): its days begin and end there. */
export async function loadTimeZone(tx: Tx, tenantId: string): Promise<string> {
  return (await loadZone(tx, tenantId)) ?? "Europe/Berlin";
}
