import { z } from "zod";
import { ImprintChecks } from "../../contract/setup.ts";
import { sendFile } from "../attachments/send-file.adapter.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import type { GuardedFetch } from "../platform/guarded-fetch.ts";
import { type App, callerOf } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import { can } from "../rights/can.ts";
import { checkImprint } from "./check-imprint.action.ts";
import { listChecks } from "./list-checks.action.ts";
import { readKeptPage } from "./read-kept-page.action.ts";

/** /api/setup/imprint/checks: what the looks at the Impressum found, look now, the kept page (always a download). */
export function imprintCheckRoutes(app: App, deps: Deps, fetch: GuardedFetch): void {
  const response = { 200: ImprintChecks };
  const reader = (caller: Caller): Caller => {
    if (!can(caller, "manage-setup") && !can(caller, "read-proofs")) throw new Problem("not-allowed");
    return caller;
  };

  app.get("/api/setup/imprint/checks", { schema: { response } }, async (request) =>
    deps.db.withTenant(reader(callerOf(request)).tenantId, listChecks),
  );

  app.post("/api/setup/imprint/checks", { schema: { response } }, async (request) => {
    const caller = callerOf(request);
    const { tenantId } = caller;
    if (!can(caller, "manage-setup")) throw new Problem("not-allowed");
    await checkImprint(deps, fetch, tenantId);
    return deps.db.withTenant(tenantId, async (tx) => {
      await appendAudit(deps, tx, { tenantId, actor: actorOf(caller), verb: "check-imprint", subjectKind: "imprint" });
      return listChecks(tx);
    });
  });

  const params = z.object({ id: z.uuid() });
  app.get("/api/setup/imprint/checks/:id/page", { schema: { params } }, async (request, reply) => {
    const { tenantId } = reader(callerOf(request));
    const { id } = request.params;
    const { bytes, at } = await deps.db.withTenant(tenantId, (tx) => readKeptPage(tx, id));
    const name = `Impressum ${at.toISOString().slice(0, 10)}.txt`;
    return sendFile(request, reply, { mimeType: "application/octet-stream", name, bytes, tag: id }, true);
  });
}
