import { z } from "zod";
import { RosterDone } from "../../contract/roster.ts";
import { NewCrew, SaveCrew, SaveWorkRules, SaveWorkTime, WorkTimeList } from "../../contract/working-time.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { pressOnce } from "../presses/press-once.action.ts";
import { allowed } from "../rights/allowed.ts";
import { changeCrews } from "./change-crews.action.ts";
import { saveWorkRules } from "./save-work-rules.action.ts";
import { saveWorkTime } from "./save-work-time.action.ts";
import { showWorkTimes } from "./show-work-times.action.ts";

/** Working time, crews and the written rules of the business. Writes answer with the whole list as it stands then. */
export function workingTimeRoutes(app: App, deps: Deps): void {
  const params = z.object({ id: z.uuid() });
  const list = { 200: WorkTimeList };
  const done = { 200: RosterDone };

  app.get("/api/working-time", { schema: { response: list } }, async (request) => {
    const caller = allowed(callerOf(request), "plan-roster");
    return await deps.db.withTenant(caller.tenantId, (tx) => showWorkTimes(deps, tx, caller));
  });

  app.put("/api/working-time/:id", { schema: { params, body: SaveWorkTime, response: list } }, async (request) => {
    const caller = allowed(callerOf(request), "plan-roster");
    return await deps.db.withTenant(caller.tenantId, async (tx) => {
      await saveWorkTime(deps, tx, caller, request.params.id, request.body);
      return await showWorkTimes(deps, tx, caller);
    });
  });

  // Written rules bind the business: owner and office.
  app.put("/api/work-rules", { schema: { body: SaveWorkRules, response: list } }, async (request) => {
    const caller = allowed(callerOf(request), "approve-swaps");
    return await deps.db.withTenant(caller.tenantId, async (tx) => {
      await saveWorkRules(deps, tx, caller, request.body);
      return await showWorkTimes(deps, tx, caller);
    });
  });

  app.post("/api/crews", { schema: { body: NewCrew, response: done } }, async (request) => {
    const caller = allowed(callerOf(request), "plan-roster");
    const { name } = request.body;
    return await deps.db.withTenant(caller.tenantId, async (tx) => ({
      id: await pressOnce(deps, tx, caller, "found-crew", request.body, () => changeCrews(deps, tx, caller, { name })),
    }));
  });

  app.put("/api/crews/:id", { schema: { params, body: SaveCrew, response: done } }, async (request) => {
    const caller = allowed(callerOf(request), "plan-roster");
    const change = { id: request.params.id, ...request.body };
    return await deps.db.withTenant(caller.tenantId, async (tx) => ({
      id: await changeCrews(deps, tx, caller, change),
    }));
  });

  app.delete("/api/crews/:id", { schema: { params, response: done } }, async (request) => {
    const caller = allowed(callerOf(request), "plan-roster");
    const change = { id: request.params.id, name: null };
    return await deps.db.withTenant(caller.tenantId, async (tx) => ({
      id: await changeCrews(deps, tx, caller, change),
    }));
  });
}
