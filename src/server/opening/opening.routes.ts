import { z } from "zod";
import { AskAwayPreview, AwayPreview, OpenDays, OpeningView, SaveAway, SaveOpening } from "../../contract/opening.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { allowed } from "../rights/allowed.ts";
import { saveAway, showAwayPreview } from "./save-away.action.ts";
import { saveOpening } from "./save-opening.action.ts";
import { showOpenDays } from "./show-open-days.action.ts";
import { showOpening } from "./show-opening.action.ts";

/** When somebody is there, and what the house says by itself when nobody is: /api/opening. */
export function openingRoutes(app: App, deps: Deps): void {
  const response = { 200: OpeningView };
  const shown = (caller: Caller, work: (tx: Tx) => Promise<void>) =>
    deps.db.withTenant(caller.tenantId, async (tx) => {
      await work(tx);
      return await showOpening(deps, tx, caller.tenantId);
    });

  app.get("/api/opening", { schema: { response } }, async (request) => {
    const { tenantId } = allowed(callerOf(request), "manage-channels");
    return await deps.db.withTenant(tenantId, (tx) => showOpening(deps, tx, tenantId));
  });

  app.get("/api/opening/days", { schema: { response: { 200: OpenDays } } }, async (request) => {
    const caller = allowed(callerOf(request), "answer-conversations");
    return await deps.db.withTenant(caller.tenantId, (tx) => showOpenDays(deps, tx, caller.tenantId));
  });

  app.put("/api/opening/hours", { schema: { body: SaveOpening, response } }, async (request) => {
    const caller = allowed(callerOf(request), "manage-channels");
    return await shown(caller, (tx) => saveOpening(deps, tx, caller, request.body));
  });

  const params = z.object({ id: z.uuid() });
  app.put("/api/opening/away/:id", { schema: { params, body: SaveAway, response } }, async (request) => {
    const caller = allowed(callerOf(request), "manage-channels");
    return await shown(caller, (tx) => saveAway(deps, tx, caller, request.params.id, request.body));
  });

  app.post(
    "/api/opening/away-preview",
    { schema: { body: AskAwayPreview, response: { 200: AwayPreview } } },
    async (request) => {
      const { tenantId } = allowed(callerOf(request), "manage-channels");
      return await deps.db.withTenant(tenantId, (tx) => showAwayPreview(deps, tx, tenantId, request.body.text));
    },
  );
}
