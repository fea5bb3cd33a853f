import { z } from "zod";
import { RecordImpact, RecordKind, RecordsAnswer } from "../../contract/records.ts";
import { NumberInAddress } from "../../contract/values.ts";
import { actorOf } from "../audit/audit.ts";
import { recordImpact } from "../impact/record-impact.action.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { pressOnce } from "../presses/press-once.action.ts";
import { allowed } from "../rights/allowed.ts";
import { makeRecords } from "./make-records.action.ts";
import { readRecordFile } from "./read-record-file.action.ts";
import { papers } from "./record-kinds.ts";
import { showRecords } from "./show-records.action.ts";

/** The generated records: /api/records, and each version as a page and as a PDF. */
export function recordRoutes(app: App, deps: Deps): void {
  const response = { 200: RecordsAnswer };

  app.get("/api/records", { schema: { response } }, async (request) => {
    const caller = allowed(callerOf(request), "read-proofs");
    return await deps.db.withTenant(caller.tenantId, (tx) => showRecords(tx, caller));
  });

  app.post("/api/records", { schema: { response } }, async (request) => {
    const caller = allowed(callerOf(request), "read-proofs");
    await makeRecords(deps, caller.tenantId, actorOf(caller));
    return await deps.db.withTenant(caller.tenantId, (tx) => showRecords(tx, caller));
  });

  app.post("/api/records/impact-assessment", { schema: { body: RecordImpact, response } }, async (request) => {
    const caller = allowed(callerOf(request), "read-proofs");
    allowed(caller, "manage-setup");
    await deps.db.withTenant(caller.tenantId, (tx) =>
      pressOnce(deps, tx, caller, "record-impact-assessment", request.body, () =>
        recordImpact(deps, tx, caller, request.body),
      ),
    );
    // The paper says it from this moment on.
    await makeRecords(deps, caller.tenantId, actorOf(caller));
    return await deps.db.withTenant(caller.tenantId, (tx) => showRecords(tx, caller));
  });

  const params = z.object({
    kind: RecordKind,
    version: NumberInAddress,
    form: z.enum(["html", "pdf"]),
  });
  app.get("/api/records/:kind/:version/:form", { schema: { params } }, async (request, reply) => {
    const { tenantId } = allowed(callerOf(request), "read-proofs");
    const { kind, version, form } = request.params;
    const bytes = await readRecordFile(deps, tenantId, kind, version, form);
    const name = `${papers[kind].file}-${version}.${form}`;
    reply.header("content-disposition", `attachment; filename="${name}"`);
    return reply.type(form === "pdf" ? "application/pdf" : "text/html; charset=utf-8").send(bytes);
  });
}
