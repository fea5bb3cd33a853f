import { MemberParams } from "../../contract/access.ts";
import { DepartureQuery, DepartureView, PlanDeparture } from "../../contract/departures.ts";
import type { Deps } from "../platform/deps.ts";
import { renderDocumentPdf } from "../platform/documents/document-pdf.ts";
import { type App, callerOf } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import { allowed } from "../rights/allowed.ts";
import { assertSteppedUp } from "../rights/assert-stepped-up.ts";
import { loadTenantName } from "../tenants/load-tenant-name.action.ts";
import { departurePaper } from "./departure-paper.ts";
import { planDeparture, undoDeparture } from "./plan-departure.action.ts";
import { showDeparture } from "./show-departure.action.ts";

/** Somebody leaves: the look beforehand, the step itself, the way back before the day, and the receipt. */
export function departureRoutes(app: App, deps: Deps): void {
  const schema = { params: MemberParams, response: { 200: DepartureView } };
  const path = "/api/members/:id/departure";

  app.get(path, { schema: { ...schema, querystring: DepartureQuery } }, async (request) => {
    const caller = allowed(callerOf(request), "manage-members");
    const { id } = request.params;
    return await deps.db.withTenant(caller.tenantId, (tx) =>
      showDeparture(deps, tx, caller, id, request.query.lastDay),
    );
  });

  // No fresh passkey to shut somebody out; there is one to let them stay longer.
  app.put(path, { schema: { ...schema, body: PlanDeparture } }, async (request) => {
    const caller = allowed(callerOf(request), "manage-members");
    const { id } = request.params;
    return await deps.db.withTenant(caller.tenantId, async (tx) => {
      const { lastDay } = await showDeparture(deps, tx, caller, id);
      if (lastDay !== null && request.body.lastDay > lastDay) assertSteppedUp(caller, deps.clock.now());
      await planDeparture(deps, tx, caller, id, request.body);
      return await showDeparture(deps, tx, caller, id);
    });
  });

  app.delete(path, { schema }, async (request) => {
    const caller = allowed(callerOf(request), "manage-members");
    assertSteppedUp(caller, deps.clock.now());
    const { id } = request.params;
    return await deps.db.withTenant(caller.tenantId, async (tx) => {
      await undoDeparture(deps, tx, caller, id);
      return await showDeparture(deps, tx, caller, id);
    });
  });

  app.get("/api/members/:id/departure.pdf", { schema: { params: MemberParams } }, async (request, reply) => {
    const caller = allowed(callerOf(request), "manage-members");
    const document = await deps.db.withTenant(caller.tenantId, async (tx) => {
      const view = await showDeparture(deps, tx, caller, request.params.id);
      if (view.receipt === null) throw new Problem("not-found");
      return departurePaper(view, await loadTenantName(tx, caller.tenantId), deps.clock.now());
    });
    reply.type("application/pdf").header("content-disposition", 'attachment; filename="ausscheiden.pdf"');
    return reply.send(await renderDocumentPdf(document));
  });
}
