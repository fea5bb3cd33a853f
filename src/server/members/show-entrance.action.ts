import type { Entrance } from "../../contract/access.ts";
import { findOpenPage } from "../channels/find-open-page.action.ts";
import type { Tx } from "../platform/db.ts";
import { loadTenantName } from "../tenants/load-tenant-name.action.ts";
import { countMembers } from "./member.store.ts";

/** What somebody at the door needs: whether anybody is in, whose house it is, and where customers go instead. */
export async function showEntrance(tx: Tx, tenantId: string): Promise<Entrance> {
  const begun = (await countMembers(tx)) > 0;
  const slug = await findOpenPage(tx, tenantId);
  return { begun, business: await loadTenantName(tx, tenantId), page: slug === undefined ? null : `/k/${slug}` };
}
