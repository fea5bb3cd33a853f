import { z } from "zod";
import type { AuditVerb } from "../../contract/audit-verbs.ts";
import {
  AddProcessor,
  ChangeProcessor,
  DecideGaps,
  ProcessorsAnswer,
  ReviewProcessor,
  SetTransferSwitch,
} from "../../contract/setup-papers.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { pressOnce } from "../presses/press-once.action.ts";
import { allowed } from "../rights/allowed.ts";
import { addProcessor } from "./add-processor.action.ts";
import { decideGaps } from "./decide-gaps.action.ts";
import { listProcessors } from "./list-processors.action.ts";
import { removeProcessor } from "./remove-processor.action.ts";
import { reviewProcessor } from "./review-processor.action.ts";
import { saveProcessor } from "./save-processor.action.ts";
import { switchTransfer } from "./switch-transfer.action.ts";

const response = { 200: ProcessorsAnswer };
const params = z.object({ id: z.uuid() });

/** The register of processors: /api/setup/processors and what can be done with a row. Every answer is the register. */
export function processorRoutes(app: App, deps: Deps): void {
  app.get("/api/setup/processors", { schema: { response } }, async (request) => {
    const caller = allowed(callerOf(request), "manage-setup", "read-proofs");
    return deps.db.withTenant(caller.tenantId, (tx) => listProcessors(deps, tx));
  });

  app.post("/api/setup/processors", { schema: { body: AddProcessor, response } }, async (request) => {
    const caller = callerOf(request);
    return change(deps, caller, "add-processor", null, async (tx) => {
      const { isNew } = await addProcessor(deps, tx, caller.tenantId, request.body.template);
      return isNew;
    });
  });

  app.put("/api/setup/transfer-switch", { schema: { body: SetTransferSwitch, response } }, async (request) => {
    const caller = callerOf(request);
    const verb = request.body.dpfValid ? "switch-transfer-on" : "switch-transfer-off";
    return change(deps, caller, verb, null, (tx) => switchTransfer(deps, tx, caller, request.body));
  });

  oneProcessorRoutes(app, deps);
}

function oneProcessorRoutes(app: App, deps: Deps): void {
  app.put("/api/setup/processors/:id", { schema: { params, body: ChangeProcessor, response } }, async (request) => {
    const caller = callerOf(request);
    const { id } = request.params;
    return change(deps, caller, "save-processor", id, (tx) =>
      saveProcessor(deps, tx, caller.tenantId, id, request.body),
    );
  });

  app.delete("/api/setup/processors/:id", { schema: { params, response } }, async (request) => {
    const caller = callerOf(request);
    const { id } = request.params;
    return change(deps, caller, "remove-processor", id, (tx) => removeProcessor(deps, tx, caller.tenantId, id));
  });

  app.post(
    "/api/setup/processors/:id/gap-decision",
    { schema: { params, body: DecideGaps, response } },
    async (request) => {
      const caller = callerOf(request);
      const { id } = request.params;
      return change(deps, caller, "decide-gaps", id, (tx) => decideGaps(deps, tx, caller, id, request.body));
    },
  );

  app.post(
    "/api/setup/processors/:id/review",
    { schema: { params, body: ReviewProcessor, response } },
    async (request) => {
      const caller = callerOf(request);
      const { id } = request.params;
      const { result } = request.body;
      return change(deps, caller, "review-processor", id, async (tx) => {
        let done = false;
        await pressOnce(deps, tx, caller, `review-processor ${id}`, request.body, async () => {
          await reviewProcessor(deps, tx, caller, id, result);
          done = true;
          return id;
        });
        return done;
      });
    },
  );
}

/**
 * Runs a change, writes the audit line, answers with the register as it stands then.
 * @param work false: it was done before, and is on record since
 */
function change(
  deps: Deps,
  caller: Caller,
  verb: AuditVerb,
  subjectId: string | null,
  work: (tx: Tx) => Promise<unknown>,
): Promise<ProcessorsAnswer> {
  allowed(caller, "manage-setup");
  const { tenantId } = caller;
  return deps.db.withTenant(tenantId, async (tx) => {
    const done = await work(tx);
    if (done !== false)
      await appendAudit(deps, tx, { tenantId, actor: actorOf(caller), verb, subjectKind: "processor", subjectId });
    return listProcessors(deps, tx);
  });
}
