import { z } from "zod";
import { AlarmRaised, DutyView, RaiseAlarm, WriteDutyNote } from "../../contract/duty.ts";
import { RosterDone } from "../../contract/roster.ts";
import { actorOf } from "../audit/audit.ts";
import { accessConversation } from "../conversations/access-conversation.action.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { pressOnce } from "../presses/press-once.action.ts";
import { allowed } from "../rights/allowed.ts";
import { acknowledgeAlarm } from "./acknowledge-alarm.action.ts";
import { raiseDutyAlarm } from "./raise-duty-alarm.action.ts";
import { showDuty } from "./show-duty.action.ts";
import { writeDutyNote } from "./write-duty-note.action.ts";

/** Emergency service: who is on duty, what to hand over, who takes the call. */
export function dutyRoutes(app: App, deps: Deps): void {
  const params = z.object({ id: z.uuid() });
  const response = { 200: DutyView };

  app.get("/api/duty", { schema: { response } }, async (request) => {
    const caller = allowed(callerOf(request), "see-roster");
    return await deps.db.withTenant(caller.tenantId, (tx) => showDuty(deps, tx, caller));
  });

  app.post("/api/duty/notes", { schema: { body: WriteDutyNote, response: { 200: RosterDone } } }, async (request) => {
    const caller = allowed(callerOf(request), "see-roster");
    return await deps.db.withTenant(caller.tenantId, async (tx) => ({
      id: await pressOnce(deps, tx, caller, "write-duty-note", request.body, () =>
        writeDutyNote(deps, tx, caller, request.body.text),
      ),
    }));
  });

  app.post("/api/duty/alarms", { schema: { body: RaiseAlarm, response: { 200: AlarmRaised } } }, async (request) => {
    const caller = allowed(callerOf(request), "plan-roster");
    const { conversationId } = request.body;
    return await deps.db.withTenant(caller.tenantId, async (tx) => {
      if (conversationId !== null) await accessConversation(tx, caller, conversationId);
      const by = { tenantId: caller.tenantId, actor: actorOf(caller) };
      const alarmId = await pressOnce(deps, tx, caller, "raise-duty-alarm", request.body, () =>
        raiseDutyAlarm(deps, tx, by, request.body),
      );
      return { alarmId };
    });
  });

  app.post("/api/duty/alarms/:id/acknowledge", { schema: { params, response } }, async (request) => {
    const caller = allowed(callerOf(request), "see-roster");
    return await deps.db.withTenant(caller.tenantId, async (tx) => {
      await acknowledgeAlarm(deps, tx, caller, request.params.id);
      return await showDuty(deps, tx, caller);
    });
  });
}
