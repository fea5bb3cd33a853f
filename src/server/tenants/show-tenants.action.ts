import type { Deps } from "../platform/deps.ts";
import { loadHosts } from "./tenant.store.ts";

/** The businesses of this installation, oldest first, for whoever runs it: nothing personal, nothing of their work. */
export async function showTenants(
  deps: Pick<Deps, "db">,
): Promise<readonly { readonly tenantId: string; readonly name: string; readonly setUpAt: Date | null }[]> {
  return (await loadHosts(deps.db.outside)).map(({ tenantId, name, setUpAt }) => ({ tenantId, name, setUpAt }));
}
