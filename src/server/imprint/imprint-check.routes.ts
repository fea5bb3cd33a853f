import { z } from "zod";
import { ImprintChecks } from "../../contract/setup.ts";
import { sendFile } from "../attachments/send-file.adapter.ts";
import { actorOf } from "../audit/audit.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import type { GuardedFetch } from "../platform/network/guarded-fetch.ts";
import { allowed } from "../rights/allowed.ts";
import { checkImprint } from "./check-imprint.action.ts";
import { listChecks } from "./list-checks.action.ts";
import { readKeptPage } from "./read-kept-page.action.ts";

/** /api/setup/imprint/checks: what the looks at the Impressum found, look now, the kept page (always a download). */
export function imprintCheckRoutes(app: App, deps: Deps, fetch: GuardedFetch): void {
  const response = { 200: ImprintChecks };

  app.get("/api/setup/imprint/checks", { schema: { response } }, async (request) =>
    deps.db.withTenant(allowed(callerOf(request), "manage-setup", "read-proofs").tenantId, listChecks),
  );

  app.post("/api/setup/imprint/checks", { schema: { response } }, async (request) => {
    const caller = allowed(callerOf(request), "manage-setup");
    const { tenantId } = caller;
    await checkImprint(deps, fetch, tenantId, actorOf(caller));
    return deps.db.withTenant(tenantId, listChecks);
  });

  const params = z.object({ id: z.uuid() });
  app.get("/api/setup/imprint/checks/:id/page", { schema: { params } }, async (request, reply) => {
    const { tenantId } = allowed(callerOf(request), "manage-setup", "read-proofs");
    const { id } = request.params;
    const { bytes, at } = await deps.db.withTenant(tenantId, (tx) => readKeptPage(tx, id));
    const name = `Impressum ${at.toISOString().slice(0, 10)}.txt`;
    return sendFile(request, reply, { mimeType: "application/octet-stream", name, bytes, tag: id }, true);
  });
}
