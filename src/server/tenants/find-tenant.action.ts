import type { Deps } from "../platform/deps.ts";
import { second } from "../platform/instant.ts";
import { loadHosts } from "./tenant.store.ts";

/**
 * Makes the look-up of a business by host name. A business without a host of its own answers to every name; where
 * several share an installation each has its host, and an unknown name is served by nobody (421).
 * Answers are kept for a second: a request must not cost a query of its own.
 */
export function createFindTenant(deps: Pick<Deps, "db" | "clock">): (host: string) => Promise<string | undefined> {
  let known: Promise<{ tenantId: string; host: string | null }[]> | undefined;
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
    const host = hostWithPort.replace(/:\d+$/, "").toLowerCase();
    const own = rows.find((row) => row.host?.toLowerCase() === host);
    return (own ?? rows.find((row) => row.host === null))?.tenantId;
  };
}
