import type { Entrance } from "../../contract/access.ts";
import type { Tx } from "../platform/db.ts";
import { loadTenantName } from "../tenants/load-tenant-name.action.ts";
import { openPagePath } from "./door.store.ts";
import { countMembers } from "./member.store.ts";

/** What somebody at the door needs: whether anybody is in, whose house it is, and where customers go instead. */
export async function showEntrance(tx: Tx, tenantId: string): Promise<Entrance> {
  const begun = (await countMembers(tx)) > 0;
  const page = await openPagePath(tx, tenantId);
  return { begun, business: await loadTenantName(tx, tenantId), page: page ?? null };
}
