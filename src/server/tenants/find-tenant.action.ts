import type { Deps } from "../platform/deps.ts";
import { second } from "../platform/instant.ts";
import { hostNameOf, isHomeName } from "./host-name.ts";
import { loadHosts } from "./tenant.store.ts";

/** This machine itself, as somebody at its keyboard or a check of its health calls it. */
const thisMachine = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Makes the look-up of a business by host name. Each business has its host; one without is at the
 * installation's address and on the machine itself, and a name nobody has is served by nobody (421, V59). Where nobody
 * said what the address is (no WERKBOTE_URL), a business that is alone answers to every name of the house's own network.
 * Answers are kept for a second: a request must not cost a query of its own.
 */
export function createFindTenant(
  deps: Pick<Deps, "config" | "db" | "clock" | "publicUrl">,
): (host: string) => Promise<string | undefined> {
  let known: ReturnType<typeof loadHosts> | undefined;
  let readAt = 0;
  return async (hostWithPort) => {
    const now = deps.clock.now().getTime();
    if (known === undefined || Math.abs(now - readAt) >= second) {
      readAt = now;
      known = loadHosts(deps.db.outside);
      known.catch(() => {
        known = undefined;
      });
    }
    const rows = await known;
    const host = hostNameOf(hostWithPort);
    const own = rows.find((row) => row.host?.toLowerCase() === host);
    const atInstallation = (tenantId: string) =>
      thisMachine.has(host) ||
      hostNameOf(deps.publicUrl(tenantId)) === host ||
      (rows.length === 1 && deps.config.publicUrl === undefined && isHomeName(host));
    return (own ?? rows.find((row) => row.host === null && atInstallation(row.tenantId)))?.tenantId;
  };
}
