import type { Tx } from "../platform/db.ts";
import { limitsOf } from "../policy/limits.ts";
import { readLimits } from "../ruleset/read-limits.action.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import type { ConsentLife } from "./consent-life.ts";

/** How long an unused consent lives in this business today: a stricter limit holds from the moment it is set (AD-9). */
export async function readLife(tx: Tx, tenantId: string): Promise<ConsentLife> {
  const { consentIdleMonths: months } = limitsOf({ limits: await readLimits(tx) });
  return { months, zone: await loadTimeZone(tx, tenantId) };
}
