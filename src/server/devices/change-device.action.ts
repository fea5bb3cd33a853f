import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { type Device, findDevice, updateDevice } from "./device.store.ts";

/**
 * Renames a device or notes its asset number.
 * @param mayChange asked once the device is known: is it the caller's to change?
 */
export async function changeDevice(
  deps: Deps,
  caller: Caller,
  deviceId: string,
  change: { label?: string | undefined; assetNumber?: string | null | undefined },
  mayChange: (device: Pick<Device, "memberId" | "memberRole">) => boolean,
): Promise<void> {
  const { tenantId } = caller;
  await deps.db.withTenant(tenantId, async (tx) => {
    const device = await findDevice(tx, { id: deviceId });
    if (device === undefined || !mayChange(device)) throw new Problem("not-found");
    await updateDevice(tx, deviceId, change);
    await appendAudit(deps, tx, {
      tenantId,
      actor: actorOf(caller),
      verb: "change-device",
      subjectKind: "device",
      subjectId: deviceId,
      details: { fields: Object.keys(change) },
    });
    await appendEvents(deps, tx, tenantId, [{ kind: "device-changed", memberId: device.memberId }]);
  });
}
