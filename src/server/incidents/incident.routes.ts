import { z } from "zod";
import { ChangeIncident, IncidentList, IncidentView, OpenIncident } from "../../contract/incidents.ts";
import { actorOf } from "../audit/audit.ts";
import { readPublicBusiness } from "../imprint/read-public-business.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { renderDocumentPdf } from "../platform/documents/document-pdf.ts";
import { type App, callerOf } from "../platform/http.ts";
import { instant } from "../platform/instant.ts";
import { ofRule, Problem } from "../platform/problem.ts";
import { pressOnce } from "../presses/press-once.action.ts";
import { allowed } from "../rights/allowed.ts";
import { closeIncident } from "./close-incident.action.ts";
import { decideIncident } from "./decide-incident.action.ts";
import { incidentDocument, letterDocument } from "./incident-document.ts";
import { listIncidents } from "./list-incidents.action.ts";
import { openIncident } from "./open-incident.action.ts";
import { saveIncident } from "./save-incident.action.ts";
import { showIncident } from "./show-incident.action.ts";

const params = z.object({ id: z.uuid() });

/** Breaches: /api/incidents. Every change answers with the breach as it stands then. */
export function incidentRoutes(app: App, deps: Deps): void {
  const response = { 200: IncidentView };
  const change = (caller: Caller, id: string, work: (tx: Tx) => Promise<unknown>) =>
    deps.db.withTenant(caller.tenantId, async (tx) => {
      await work(tx);
      return await showIncident(deps, tx, caller, id);
    });

  app.get("/api/incidents", { schema: { response: { 200: IncidentList } } }, async (request) => {
    const caller = allowed(callerOf(request), "handle-incidents");
    return await deps.db.withTenant(caller.tenantId, async (tx) => ({
      items: await listIncidents(deps, tx, caller.tenantId),
    }));
  });

  app.post("/api/incidents", { schema: { body: OpenIncident, response } }, async (request) => {
    const caller = allowed(callerOf(request), "handle-incidents");
    const { drill, awareAt, what } = request.body;
    return await deps.db.withTenant(caller.tenantId, async (tx) => {
      const by = { tenantId: caller.tenantId, actor: actorOf(caller) };
      const id = await pressOnce(deps, tx, caller, "open-incident", request.body, () =>
        openIncident(deps, tx, by, { drill, what, awareAt: instant(Date.parse(awareAt)) }),
      );
      return await showIncident(deps, tx, caller, id);
    });
  });

  app.get("/api/incidents/:id", { schema: { params, response } }, async (request) => {
    const caller = allowed(callerOf(request), "handle-incidents");
    return await deps.db.withTenant(caller.tenantId, (tx) => showIncident(deps, tx, caller, request.params.id));
  });

  app.put("/api/incidents/:id", { schema: { params, body: ChangeIncident, response } }, async (request) => {
    const caller = allowed(callerOf(request), "handle-incidents");
    const { id } = request.params;
    return await change(caller, id, (tx) => saveIncident(deps, tx, caller, id, request.body));
  });

  app.post("/api/incidents/:id/decide", { schema: { params, response } }, async (request) => {
    const caller = allowed(callerOf(request), "decide-incidents");
    const { id } = request.params;
    return await change(caller, id, (tx) => decideIncident(deps, tx, caller, id));
  });

  app.post("/api/incidents/:id/close", { schema: { params, response } }, async (request) => {
    const caller = allowed(callerOf(request), "decide-incidents");
    const { id } = request.params;
    const verdict = await deps.db.withTenant(caller.tenantId, (tx) => closeIncident(deps, tx, caller, id));
    if (verdict.verdict !== "allow")
      throw new Problem("setup-incomplete", { detail: ofRule(verdict.whyDe), more: { requires: verdict.requires } });
    return await deps.db.withTenant(caller.tenantId, (tx) => showIncident(deps, tx, caller, id));
  });

  paperRoutes(app, deps);
}

/** The report to the authority and the letter to the persons, as PDF. */
function paperRoutes(app: App, deps: Deps): void {
  for (const [name, build] of [
    ["bericht", incidentDocument],
    ["brief", letterDocument],
  ] as const)
    app.get(`/api/incidents/:id/${name}.pdf`, { schema: { params } }, async (request, reply) => {
      const caller = allowed(callerOf(request), "handle-incidents");
      const document = await deps.db.withTenant(caller.tenantId, async (tx) => {
        const view = await showIncident(deps, tx, caller, request.params.id);
        return { view, text: build(view, (await readPublicBusiness(tx)).business, deps.clock.now()) };
      });
      const file = `${name}-${document.view.number}.pdf`;
      reply.type("application/pdf").header("content-disposition", `attachment; filename="${file}"`);
      return reply.send(await renderDocumentPdf(document.text));
    });
}
