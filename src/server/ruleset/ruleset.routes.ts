import { LimitsChange, RulesAnswer } from "../../contract/law-rules.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { allowed } from "../rights/allowed.ts";
import { assertSteppedUp } from "../rights/assert-stepped-up.ts";
import { changeLimits } from "./change-limits.action.ts";
import { readRules } from "./read-rules.action.ts";

/** The page of rules: whoever may see proofs reads it, whoever owns the business makes numbers stricter. */
export function rulesetRoutes(app: App, deps: Deps): void {
  const response = { 200: RulesAnswer };

  app.get("/api/law/rules", { schema: { response } }, async (request) => {
    const caller = allowed(callerOf(request), "read-proofs");
    return deps.db.withTenant(caller.tenantId, (tx) => readRules(deps, tx));
  });

  app.put("/api/law/limits", { schema: { body: LimitsChange, response } }, async (request) => {
    const caller = allowed(callerOf(request), "manage-setup");
    assertSteppedUp(caller, deps.clock.now());
    return deps.db.withTenant(caller.tenantId, async (tx) => {
      await changeLimits(deps, tx, caller, request.body);
      return readRules(deps, tx);
    });
  });
}
