import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { recordDecision } from "../decisions/record-decision.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { sameSecret } from "../platform/ids.ts";
import { ofRule, Problem } from "../platform/problem.ts";
import { forgetPushAddress } from "../push/forget-push-address.action.ts";
import { settleWithDevice } from "./checks/settle-with-device.action.ts";
import { findDevice, markReplaced, moveDevice } from "./device.store.ts";
import { judgeEnrolment } from "./device-access.ts";
import { mayLetIn } from "./looks-after.ts";

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
  const { facts, verdict } = judgeEnrolment(input.ownedByBusiness, "owner");
  const decision = {
    tenantId,
    actor: { ...actorOf(caller), deviceId },
    action: "enrol_device",
    facts,
    verdict,
  } as const;
  const lawful = await deps.db.withTenant(tenantId, async (tx) => {
    const device = await findDevice(tx, { id: deviceId });
    if (device === undefined || !mayLetIn(caller, device)) throw new Problem("not-found");
    const decisionId = await recordDecision(deps, tx, decision);
    if (verdict.verdict !== "allow") return false;
    if (!sameSecret(device.compareCode, input.compareCode)) throw new Problem("code-wrong");
    const moved = await moveDevice(tx, deviceId, ["pending"], {
      state: "approved",
      ownedByBusiness: true,
      ...(input.assetNumber === undefined ? {} : { assetNumber: input.assetNumber || null }),
      at: deps.clock.now(),
      by: caller.memberId,
    });
    if (!moved) throw new Problem("conflict");
    // The phone it replaces sends what still waits on it, then empties itself; after a week it is out in any case.
    const replaced =
      device.replaces !== null && (await markReplaced(tx, device.replaces, device.memberId, deps.clock.now()));
    if (replaced) await forgetPushAddress(tx, device.replaces ?? "");
    // The owner saw what was confirmed at the device, and its photos; a device from before the list was checked shows none.
    await settleWithDevice(tx, deviceId, { state: "passed", at: deps.clock.now(), by: caller.memberId });
    await appendAudit(deps, tx, {
      tenantId,
      actor: actorOf(caller),
      verb: "approve-device",
      subjectKind: "device",
      subjectId: deviceId,
      details: { ownedByBusiness: true, replaced, decisionId, rules: verdict.rules, verdict: verdict.verdict },
    });
    await appendEvents(deps, tx, tenantId, [{ kind: "device-changed", memberId: device.memberId }]);
    return true;
  });
  // Refused: the verdict is kept, then the owner hears of it.
  if (!lawful) throw new Problem("not-lawful", { detail: ofRule(verdict.whyDe), more: { rules: verdict.rules } });
}
