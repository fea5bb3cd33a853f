import type { Deps } from "../platform/deps.ts";
import { loadHosts } from "./tenant.store.ts";
import { whichBusiness } from "./which-business.ts";

/** The business whoever sits at the machine means. @returns a German sentence when that is none or several */
export async function findBusiness(
  deps: Pick<Deps, "db">,
  typed: string,
): Promise<{ readonly tenantId: string; readonly host: string | null } | string> {
  return whichBusiness(await loadHosts(deps.db.outside), typed);
}
