import { MemberParams } from "../../contract/access.ts";
import { SaveTeamSetting, StaffAddressCount, StaffAddresses, TeamSetting } from "../../contract/team.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { allowed } from "../rights/allowed.ts";
import { keepStaffAddresses, showStaffAddresses } from "./keep-staff-addresses.action.ts";
import { saveTeamSetting, showTeamSetting } from "./team-setting.action.ts";

/** What the business settles about its people: works council, sick notes, numbers by which colleagues are recognised. */
export function teamRoutes(app: App, deps: Deps): void {
  app.get("/api/team/setting", { schema: { response: { 200: TeamSetting } } }, async (request) => {
    const caller = allowed(allowed(callerOf(request), "use-team"), "meet-colleagues");
    return await deps.db.withTenant(caller.tenantId, (tx) => showTeamSetting(tx, caller));
  });

  app.put(
    "/api/team/setting",
    { schema: { body: SaveTeamSetting, response: { 200: TeamSetting } } },
    async (request) => {
      const caller = allowed(callerOf(request), "manage-setup");
      return await deps.db.withTenant(caller.tenantId, async (tx) => {
        await saveTeamSetting(deps, tx, caller, request.body);
        return await showTeamSetting(tx, caller);
      });
    },
  );

  const response = { 200: StaffAddressCount };
  app.get("/api/members/:id/addresses", { schema: { params: MemberParams, response } }, async (request) => {
    const caller = allowed(callerOf(request), "manage-members");
    return await deps.db.withTenant(caller.tenantId, (tx) => showStaffAddresses(deps, tx, request.params.id));
  });

  app.put(
    "/api/members/:id/addresses",
    { schema: { params: MemberParams, body: StaffAddresses, response } },
    async (request) => {
      const caller = allowed(callerOf(request), "manage-members");
      return await deps.db.withTenant(caller.tenantId, (tx) =>
        keepStaffAddresses(deps, tx, caller, request.params.id, request.body),
      );
    },
  );
}
