import { ImprintAnswer, ImprintChange } from "../../contract/setup.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { allowed } from "../rights/allowed.ts";
import { readImprint } from "./read-imprint.action.ts";
import { saveImprintStep } from "./save-imprint-step.action.ts";

/** GET and PUT /api/setup/imprint: step 2. */
export function imprintSetupRoutes(app: App, deps: Deps): void {
  app.get("/api/setup/imprint", { schema: { response: { 200: ImprintAnswer } } }, async (request) => {
    const caller = allowed(callerOf(request), "manage-setup", "read-proofs");
    return deps.db.withTenant(caller.tenantId, (tx) => readImprint(deps, tx, caller.tenantId));
  });

  app.put(
    "/api/setup/imprint",
    { schema: { body: ImprintChange, response: { 200: ImprintAnswer } } },
    async (request) => {
      const caller = allowed(callerOf(request), "manage-setup");
      return deps.db.withTenant(caller.tenantId, (tx) => saveImprintStep(deps, tx, caller.tenantId, request.body));
    },
  );
}
