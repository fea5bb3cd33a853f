import type { Deps } from "../platform/deps.ts";
import { loadHosts } from "./tenant.store.ts";

/**
 * Where the people of a business reach it. A business without a host of its own is at the installation's address;
 * the others are at their own host, with the installation's scheme and port. Hosts are read once: a business is added
 * while the server is stopped.
 * @param installation the installation's address, without a trailing slash
 */
export async function createPublicUrl(
  deps: Pick<Deps, "db">,
  installation: () => string,
): Promise<(tenantId: string) => string> {
  const hosts = new Map((await loadHosts(deps.db.outside)).map((row) => [row.tenantId, row.host]));
  return (tenantId) => {
    const host = hosts.get(tenantId);
    if (!host) return installation();
    const url = new URL(installation());
    url.hostname = host;
    return url.origin;
  };
}
