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
  page: Place,
  secret: string | undefined,
): Promise<(CustomerSession & { readonly prolonged: boolean }) | undefined> {
  const now = deps.clock.now();
  const look = lookOf(page, secret, now);
  if (look === undefined) return undefined;
  return deps.db.withTenant(page.tenantId, async (tx) => {
    const session = await findSession(tx, page.tenantId, look);
    if (session === undefined) return undefined;
    const prolonged = session.expiresAt < after(now, visit / 2);
    if (prolonged) await prolongSession(tx, page.tenantId, session.sessionId, after(now, visit));
    return { ...session, prolonged };
  });
}

/** Whether that visit holds. A page that merely stands open is no use of it: asking prolongs nothing. */
export async function isVisitOn(deps: Deps, page: Place, secret: string | undefined): Promise<boolean> {
  const look = lookOf(page, secret, deps.clock.now());
  if (look === undefined) return false;
  return deps.db.withTenant(page.tenantId, async (tx) => (await findSession(tx, page.tenantId, look)) !== undefined);
}

type Place = Pick<CustomerPage, "tenantId" | "accountId">;

function lookOf({ accountId }: Place, secret: string | undefined, now: Date) {
  if (secret === undefined || !/^[\w-]{43}$/.test(secret)) return undefined;
  return { kind: "session", secretHash: hashSecret(secret), accountId, now } as const;
}
