import { z } from "zod";
import { KeptProject, OpenKept } from "../../contract/kept-projects.ts";
import { ProjectId } from "../../contract/projects.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { holdOutgoing } from "../platform/http/outgoing-bytes.adapter.ts";
import { type App, callerOf } from "../platform/http.ts";
import { zipOf } from "../platform/zip.ts";
import { allowed } from "../rights/allowed.ts";
import { assertSteppedUp } from "../rights/assert-stepped-up.ts";
import { exportKept, openKept } from "./open-kept.action.ts";

const Params = z.object({ id: ProjectId });
/** Of one photo or film. */
const maxBytes = 50_000_000;

/** What a legal hold keeps of a project: only for who may open locked letters and manages projects, with a fresh passkey. */
export function keptRoutes(app: App, deps: Deps): void {
  const reader = (caller: Caller): Caller => {
    allowed(caller, "manage-projects");
    assertSteppedUp(allowed(caller, "read-letters"), deps.clock.now());
    return caller;
  };

  const open = { params: Params, body: OpenKept, response: { 200: KeptProject } };
  app.post("/api/projects/:id/kept", { schema: open }, async (request) => {
    const caller = reader(callerOf(request));
    const { params, body } = request;
    return await deps.db.withTenant(caller.tenantId, (tx) => openKept(deps, tx, caller, params.id, body.reason));
  });

  app.get(
    "/api/projects/:id/kept.zip",
    { schema: { params: Params, querystring: OpenKept }, exposeHeadRoute: false },
    async (request, reply) => {
      const caller = reader(callerOf(request));
      // One file after the other is opened: an archive on its way holds the largest of them.
      holdOutgoing(reply.raw, caller, maxBytes);
      const { fileName, entries } = await exportKept(deps, caller, request.params.id, request.query.reason);
      return await reply
        .type("application/zip")
        .header("content-disposition", `attachment; filename="${fileName}"`)
        .header("cache-control", "no-store")
        .send(zipOf(entries, { at: deps.clock.now(), compress: true, log: deps.log, tenantId: caller.tenantId }));
    },
  );
}
