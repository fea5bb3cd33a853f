import type { Deps } from "../platform/deps.ts";
import { loadHosts } from "./tenant.store.ts";
import { whichBusiness } from "./which-business.ts";

/**
 * The business whoever sits at the machine means, by its name ("" = the one that has none yet).
 * @returns a German sentence about those that may be meant when it is none or several
 */
export async function findBusiness(
  deps: Pick<Deps, "db">,
  name: string,
): Promise<{ readonly tenantId: string; readonly host: string | null } | string> {
  const businesses = await loadHosts(deps.db.outside);
  const [found, ...more] = businesses.filter((row) => row.name === name);
  return found && more.length === 0 ? found : whichBusiness(businesses, name);
}
