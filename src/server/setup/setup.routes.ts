import { BusinessAnswer, BusinessChange, SetupOverview } from "../../contract/setup.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { allowed } from "../rights/allowed.ts";
import { can } from "../rights/can.ts";
import { validateBusiness } from "../tenants/business-fields.ts";
import { readSetup } from "../tenants/read-setup.action.ts";
import { saveBusiness } from "./save-business.action.ts";
import { setupOverview } from "./setup-overview.action.ts";

/** GET /api/setup, GET and PUT /api/setup/business. Proof readers (privacy officer) may look, only the owner edits. */
export function setupRoutes(app: App, deps: Deps): void {
  app.get("/api/setup", { schema: { response: { 200: SetupOverview } } }, async (request) => {
    const caller = allowed(callerOf(request), "manage-setup", "read-proofs");
    const rights = { mayEdit: can(caller, "manage-setup"), readsInbox: can(caller, "read-conversations") };
    return deps.db.withTenant(caller.tenantId, (tx) => setupOverview(deps, tx, caller.tenantId, rights));
  });

  app.get("/api/setup/business", { schema: { response: { 200: BusinessAnswer } } }, async (request) => {
    const caller = allowed(callerOf(request), "manage-setup", "read-proofs");
    const { business } = await deps.db.withTenant(caller.tenantId, readSetup);
    return { fields: business, problems: validateBusiness(business) };
  });

  app.put(
    "/api/setup/business",
    { schema: { body: BusinessChange, response: { 200: BusinessAnswer } } },
    async (request) => {
      const caller = allowed(callerOf(request), "manage-setup");
      return deps.db.withTenant(caller.tenantId, (tx) => saveBusiness(deps, tx, caller.tenantId, request.body));
    },
  );
}
