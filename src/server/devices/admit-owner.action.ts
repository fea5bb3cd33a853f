import { server } from "../audit/audit.ts";
import { recordDecision } from "../decisions/record-decision.action.ts";
import type { Deps } from "../platform/deps.ts";
import { sameSecret } from "../platform/ids.ts";
import { findDevice, listDevices } from "./device.store.ts";
import { judgeEnrolment } from "./device-access.ts";
import { letDeviceIn } from "./let-device-in.action.ts";

/**
 * Whoever runs the machine lets an owner's device in: the one that shows this number. An owner whose only device is gone
 * comes back by a printed code or a passkey, and nobody else is there to look; who has the machine has all of it anyway.
 * @returns what the device is called; undefined when none of an owner waits with this number
 */
export async function admitOwner(
  deps: Pick<Deps, "db" | "clock" | "ids">,
  tenantId: string,
  compareCode: string,
): Promise<string | undefined> {
  return await deps.db.withTenant(tenantId, async (tx) => {
    const waiting = (await listDevices(tx)).find(
      (one) => one.state === "pending" && one.role === "owner" && sameSecret(one.compareCode, compareCode),
    );
    const device = waiting && (await findDevice(tx, { id: waiting.id }));
    if (device === undefined) return undefined;
    const { facts, verdict } = judgeEnrolment(device.ownedByBusiness, "owner");
    const actor = { ...server, deviceId: device.id };
    const decisionId = await recordDecision(deps, tx, { tenantId, actor, action: "enrol_device", facts, verdict });
    if (verdict.verdict !== "allow") return undefined;
    const by = { actor: server, decisionId, rules: verdict.rules };
    return (await letDeviceIn(deps, tx, tenantId, device, by)) ? device.label : undefined;
  });
}
