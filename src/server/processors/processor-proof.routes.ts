import { z } from "zod";
import { AnnounceChange, DecideChange, ProcessorsAnswer } from "../../contract/setup-papers.ts";
import { contractBytes } from "../../contract/upload-limits.ts";
import { sendFile } from "../attachments/send-file.adapter.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import type { Deps } from "../platform/deps.ts";
import { oneFileRoutes } from "../platform/http/one-file.ts";
import { holdFor } from "../platform/http/outgoing-bytes.adapter.ts";
import { type App, callerOf } from "../platform/http.ts";
import { pressOnce } from "../presses/press-once.action.ts";
import { allowed } from "../rights/allowed.ts";
import { announceChange } from "./announce-change.action.ts";
import { decideChange } from "./decide-change.action.ts";
import { fileContract } from "./file-contract.action.ts";
import { listProcessors } from "./list-processors.action.ts";
import { readContract } from "./read-contract.action.ts";

const response = { 200: ProcessorsAnswer };

/** What hangs on a row of the register: the contract as a file, and changes of sub-processors. */
export function processorProofRoutes(app: App, deps: Deps): void {
  uploads(app, deps);

  const file = z.object({ id: z.uuid(), file: z.uuid() });
  app.get("/api/setup/processors/:id/files/:file", { schema: { params: file } }, async (request, reply) => {
    const caller = allowed(callerOf(request), "manage-setup", "read-proofs");
    const { tenantId } = caller;
    const { id, file: fileId } = request.params;
    const found = await deps.db.withTenant(tenantId, (tx) => readContract(deps, tx, tenantId, id, fileId));
    holdFor(reply.raw, caller)(found.bytes.length);
    return sendFile(request, reply, found, true);
  });

  const params = z.object({ id: z.uuid() });
  app.post(
    "/api/setup/processors/:id/changes",
    { schema: { params, body: AnnounceChange, response } },
    async (request) => {
      const caller = allowed(callerOf(request), "manage-setup");
      const { id } = request.params;
      return deps.db.withTenant(caller.tenantId, async (tx) => {
        await pressOnce(deps, tx, caller, `announce-subprocessor ${id}`, request.body, () =>
          announceChange(deps, tx, caller, id, request.body),
        );
        return listProcessors(deps, tx);
      });
    },
  );

  const one = z.object({ id: z.uuid(), change: z.uuid() });
  app.post(
    "/api/setup/processors/:id/changes/:change",
    { schema: { params: one, body: DecideChange, response } },
    async (request) => {
      const caller = allowed(callerOf(request), "manage-setup");
      const { tenantId } = caller;
      const { id, change: changeId } = request.params;
      return deps.db.withTenant(tenantId, async (tx) => {
        const subject = { subjectKind: "processor", subjectId: id };
        if (await decideChange(deps, tx, caller.tenantId, id, changeId, request.body))
          await appendAudit(deps, tx, { tenantId, actor: actorOf(caller), verb: "decide-subprocessor", ...subject });
        return listProcessors(deps, tx);
      });
    },
  );
}

function uploads(app: App, deps: Deps): void {
  oneFileRoutes(app, contractBytes, (scope, readFile) => {
    const schema = { params: z.object({ id: z.uuid() }), response };
    scope.post("/api/setup/processors/:id/files", { schema }, async (request) => {
      const caller = allowed(callerOf(request), "manage-setup");
      const { bytes } = await readFile(request);
      return deps.db.withTenant(caller.tenantId, async (tx) => {
        await fileContract(deps, tx, caller, request.params.id, bytes);
        return listProcessors(deps, tx);
      });
    });
  });
}
