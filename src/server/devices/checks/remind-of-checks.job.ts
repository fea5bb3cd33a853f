import { appendAudit } from "../../audit/append-audit.action.ts";
import { server } from "../../audit/audit.ts";
import { appendEvents } from "../../events/append-events.action.ts";
import type { Deps } from "../../platform/deps.ts";
import { noteReminded } from "./check.store.ts";
import { checkStandings } from "./check-standing.action.ts";

/**
 * Each night: a device whose yearly check is due within 30 days says so once, to its holder's screens and in the
 * audit; from then on the Ampel is amber.
 */
export async function remindOfChecks(deps: Deps, tenantId: string): Promise<void> {
  await deps.db.withTenant(tenantId, async (tx) => {
    for (const { deviceId, memberId, dueOn, standing, remindedOf } of await checkStandings(deps, tx, tenantId)) {
      if ((standing !== "due" && standing !== "overdue") || remindedOf === dueOn) continue;
      await noteReminded(tx, deviceId, dueOn);
      const subject = { subjectKind: "device", subjectId: deviceId };
      await appendAudit(deps, tx, {
        tenantId,
        actor: server,
        verb: "device-check-due",
        ...subject,
        details: { dueOn },
      });
      await appendEvents(deps, tx, tenantId, [{ kind: "device-changed", memberId }]);
    }
  });
}
