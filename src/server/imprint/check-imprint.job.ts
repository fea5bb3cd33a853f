import type { Deps } from "../platform/deps.ts";
import { cronLine } from "../platform/jobs/cron-line.ts";
import type { Task } from "../platform/jobs.ts";
import type { GuardedFetch } from "../platform/network/guarded-fetch.ts";
import { forEachTenant } from "../tenants/for-each-tenant.action.ts";
import { checkImprint } from "./check-imprint.action.ts";

/** Mondays at 04:17 (UTC), all businesses; beside that, one business as soon as it names a new link. */
export const checkImprintCron = cronLine("17 4 * * 1", "check-imprint", { tries: 8, within: "7d" });

/** Task `check-imprint`: payload { tenantId } for one business, {} for all. */
export function checkImprintTask(deps: Deps, guardedFetch: GuardedFetch): Task {
  return async (payload) => {
    const one = payload.tenantId;
    if (typeof one === "string") return await checkImprint(deps, guardedFetch, one);
    return await forEachTenant(deps, { checkImprint: (_, tenantId) => checkImprint(deps, guardedFetch, tenantId) });
  };
}
