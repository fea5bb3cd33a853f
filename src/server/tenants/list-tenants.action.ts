import type { Deps } from "../platform/deps.ts";
import { loadHosts } from "./tenant.store.ts";

/** Ids of all businesses of this installation, oldest first: for work that goes round. */
export async function listTenants(deps: Pick<Deps, "db">): Promise<string[]> {
  return (await loadHosts(deps.db.outside)).map(({ tenantId }) => tenantId);
}
