import { OffDuty, Standing, Today } from "../../contract/today.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { allowed } from "../rights/allowed.ts";
import { isOffDuty } from "./is-off-duty.action.ts";
import { showStanding } from "./show-standing.action.ts";
import { showTodayPage } from "./show-today.action.ts";

/** The first place of the day, and how the business stands. */
export function todayRoutes(app: App, deps: Deps): void {
  app.get("/api/today", { schema: { response: { 200: Today } } }, async (request) => {
    const caller = allowed(allowed(callerOf(request), "use-team"), "meet-colleagues");
    return await deps.db.withTenant(caller.tenantId, (tx) => showTodayPage(deps, tx, caller));
  });

  app.get("/api/today/off-duty", { schema: { response: { 200: OffDuty } } }, async (request) => {
    const { tenantId, memberId } = callerOf(request);
    return await deps.db.withTenant(tenantId, async (tx) => ({ quiet: await isOffDuty(deps, tx, tenantId, memberId) }));
  });

  app.get("/api/today/standing", { schema: { response: { 200: Standing } } }, async (request) => {
    const caller = allowed(callerOf(request), "manage-setup");
    return await deps.db.withTenant(caller.tenantId, (tx) => showStanding(deps, tx, caller.tenantId));
  });
}
