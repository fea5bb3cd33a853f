import { appendAudit } from "../audit/append-audit.action.ts";
import { server } from "../audit/audit.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { replacedBefore } from "./device.store.ts";
import { type GoesAlong, retireDevice } from "./retire-device.action.ts";

/** As long as a replaced phone may still come and send what waits on it. */
const graceMs = 7 * day;

/** A replaced phone that did not come to empty itself is out, whatever lies on it. */
export async function endReplaced(deps: Deps, tenantId: string, goesAlong: GoesAlong): Promise<void> {
  await deps.db.withTenant(tenantId, async (tx) => {
    for (const device of await replacedBefore(tx, after(deps.clock.now(), -graceMs))) {
      if (!(await retireDevice(deps, tx, device, { state: "revoked", by: null }, goesAlong))) continue;
      await goesAlong.endSessions(deps, tx, tenantId, { deviceId: device.id });
      const subject = { subjectKind: "device", subjectId: device.id };
      await appendAudit(deps, tx, {
        tenantId,
        actor: server,
        verb: "revoke-device",
        ...subject,
        details: { why: "replaced" },
      });
      await appendEvents(deps, tx, tenantId, [{ kind: "device-changed", memberId: device.memberId }]);
    }
  });
}
