import { appendAudit } from "../audit/append-audit.action.ts";
import { server } from "../audit/audit.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Deps } from "../platform/deps.ts";
import { loadIncidents, updateIncident } from "./incident.store.ts";
import { alarmOf } from "./incident.ts";

/** Says on every screen that time is running: at 24, 48, 60 and 70 hours, and when the 72 are over (AC-3). */
export async function raiseAlarms(deps: Deps, tenantId: string): Promise<void> {
  await deps.db.withTenant(tenantId, async (tx) => {
    const open = (await loadIncidents(deps, tx, tenantId)).filter(
      (one) => one.closedAt === null && one.decidedAt === null,
    );
    const due = open.flatMap((one) => {
      const hours = alarmOf(one.awareAt, deps.clock.now());
      return hours > one.alarmedHours ? [{ id: one.id, hours }] : [];
    });
    for (const { id, hours } of due) {
      await updateIncident(deps, tx, tenantId, id, { alarmedHours: hours });
      const subject = { subjectKind: "incident", subjectId: id };
      await appendAudit(deps, tx, { tenantId, actor: server, verb: "alarm-incident", ...subject, details: { hours } });
    }
    if (due.length > 0) await appendEvents(deps, tx, tenantId, [{ kind: "incident-changed" }]);
  });
}
