import { z } from "zod";
import { AskInsight, InsightList } from "../../contract/insights.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { allowed } from "../rights/allowed.ts";
import { assertSteppedUp } from "../rights/assert-stepped-up.ts";
import { askInsight, type FindAsked } from "./ask-insight.action.ts";
import { decideInsight } from "./decide-insight.action.ts";
import { showInsights } from "./show-insights.action.ts";

const params = z.strictObject({ id: z.uuid() });
const response = { 200: InsightList };

/** Break-glass: an officer asks, the owner decides. Each answer shows how things stand then. */
export function insightRoutes(app: App, deps: Deps, findAsked: FindAsked): void {
  app.get("/api/insights", { schema: { response } }, async (request) => showInsights(deps, callerOf(request)));

  app.post("/api/insights", { schema: { body: AskInsight, response } }, async (request) => {
    const caller = allowed(callerOf(request), "ask-insights");
    await askInsight(deps, caller, request.body, findAsked);
    return await showInsights(deps, caller);
  });

  for (const step of ["approve", "refuse", "end"] as const)
    app.post(`/api/insights/:id/${step}`, { schema: { params, response } }, async (request) => {
      const caller = allowed(callerOf(request), "grant-insights", "ask-insights");
      // Letting somebody in takes the owner in person; shutting a door never does.
      if (step === "approve") assertSteppedUp(caller, deps.clock.now());
      await decideInsight(deps, caller, request.params.id, step);
      return await showInsights(deps, caller);
    });
}
