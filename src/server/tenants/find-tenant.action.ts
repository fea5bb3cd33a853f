import type { Deps } from "../platform/deps.ts";
import { second } from "../platform/instant.ts";
import { hostNameOf } from "./host-name.ts";
import { loadHosts } from "./tenant.store.ts";

/** This machine itself, as somebody at its keyboard or a check of its health calls it. */
const thisMachine = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Makes the look-up of a business by host name. A business that is alone and has no host of its own answers to every
 * name. Where several share an installation each has its host, one without is at the installation's address
 * and on the machine itself, and a name nobody has is served by nobody (421).
 * Answers are kept for a second: a request must not cost a query of its own.
 */
export function createFindTenant(
  deps: Pick<Deps, "db" | "clock" | "publicUrl">,
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
      rows.length === 1 || thisMachine.has(host) || hostNameOf(deps.publicUrl(tenantId)) === host;
    return (own ?? rows.find((row) => row.host === null && atInstallation(row.tenantId)))?.tenantId;
  };
}
