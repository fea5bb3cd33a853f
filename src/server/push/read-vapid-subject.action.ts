import { readPublicBusiness } from "../imprint/read-public-business.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { isDemo } from "../tenants/is-demo.action.ts";
import { type VapidSubject, vapidSubject } from "./vapid-subject.ts";

/** Whom the push services write to about this business: the operator if one is set, else the business itself. */
export async function readVapidSubject(deps: Pick<Deps, "config">, tx: Tx, tenantId: string): Promise<VapidSubject> {
  const { business } = await readPublicBusiness(tx);
  return vapidSubject(deps.config.pushContact, business.email, await isDemo(tx, tenantId));
}
