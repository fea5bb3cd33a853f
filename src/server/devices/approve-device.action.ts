import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { sameSecret } from "../platform/ids.ts";
import { Problem } from "../platform/problem.ts";
import { findDevice, moveDevice } from "./device.store.ts";
import { judgeEnrolment } from "./device-access.ts";

/**
 * The owner lets a waiting device in: declares that it belongs to the business (DV-1) and hands back the six digits
 * the device shows, so that it is this device and not one that used the code first.
 * @throws Problem not-found, code-wrong, not-lawful (a private device stays out), conflict
 */
export async function approveDevice(
  deps: Deps,
  caller: Caller,
  deviceId: string,
  input: { ownedByBusiness: boolean; compareCode: string; assetNumber?: string | undefined },
): Promise<void> {
  const { tenantId } = caller;
  const verdict = judgeEnrolment(input.ownedByBusiness, "owner");
  if (verdict.verdict !== "allow")
    throw new Problem("not-lawful", { detail: verdict.whyDe, more: { rules: verdict.rules } });
  await deps.db.withTenant(tenantId, async (tx) => {
    const device = await findDevice(tx, { id: deviceId });
    if (device === undefined) throw new Problem("not-found");
    if (!sameSecret(device.compareCode, input.compareCode)) throw new Problem("code-wrong");
    const moved = await moveDevice(tx, deviceId, ["pending"], {
      state: "approved",
      ownedByBusiness: true,
      ...(input.assetNumber === undefined ? {} : { assetNumber: input.assetNumber || null }),
      at: deps.clock.now(),
      by: caller.memberId,
    });
    if (!moved) throw new Problem("conflict");
    await appendAudit(deps, tx, {
      tenantId,
      actor: actorOf(caller),
      verb: "approve-device",
      subjectKind: "device",
      subjectId: deviceId,
      details: { ownedByBusiness: true, rules: verdict.rules, verdict: verdict.verdict },
    });
    await appendEvents(deps, tx, tenantId, [{ kind: "device-changed", memberId: device.memberId }]);
  });
}
