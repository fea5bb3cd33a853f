import type { Deps } from "../platform/deps.ts";
import { hashSecret } from "../platform/ids.ts";
import { after, hour } from "../platform/instant.ts";
import type { CustomerPage } from "./customer-page.ts";
import { type CustomerSession, findSession, prolongSession } from "./session.store.ts";

export type { CustomerSession } from "./session.store.ts";

const visit = 24 * hour;

/**
 * The session behind a cookie, for this page only; undefined when there is none. Who somebody is comes from here
 * and from nowhere else: no id in a form or address is ever believed (V25). A visit in use does not run out.
 */
export async function findCustomerSession(
  deps: Deps,
  page: Pick<CustomerPage, "tenantId" | "accountId">,
  secret: string | undefined,
): Promise<(CustomerSession & { readonly prolonged: boolean }) | undefined> {
  if (secret === undefined || !/^[\w-]{43}$/.test(secret)) return undefined;
  const now = deps.clock.now();
  const look = { kind: "session", secretHash: hashSecret(secret), accountId: page.accountId, now } as const;
  return deps.db.withTenant(page.tenantId, async (tx) => {
    const session = await findSession(tx, page.tenantId, look);
    if (session === undefined) return undefined;
    const prolonged = session.expiresAt < after(now, visit / 2);
    if (prolonged) await prolongSession(tx, page.tenantId, session.sessionId, after(now, visit));
    return { ...session, prolonged };
  });
}
