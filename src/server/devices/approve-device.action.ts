import { actorOf } from "../audit/audit.ts";
import { recordDecision } from "../decisions/record-decision.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { sameSecret } from "../platform/ids.ts";
import { ofRule, Problem } from "../platform/problem.ts";
import { findDevice } from "./device.store.ts";
import { judgeEnrolment } from "./device-access.ts";
import { letDeviceIn } from "./let-device-in.action.ts";
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
    const isSame = sameSecret(device.compareCode, input.compareCode);
    // Asked for again, because the answer was lost.
    if (device.state === "approved" && input.ownedByBusiness && isSame) return true;
    const decisionId = await recordDecision(deps, tx, decision);
    if (verdict.verdict !== "allow") return false;
    if (!isSame) throw new Problem("code-wrong");
    const assetNumber = input.assetNumber === undefined ? {} : { assetNumber: input.assetNumber || null };
    const by = { actor: actorOf(caller), decisionId, rules: verdict.rules, ...assetNumber };
    if (!(await letDeviceIn(deps, tx, tenantId, device, by))) throw new Problem("conflict");
    return true;
  });
  // Refused: the verdict is kept, then the owner hears of it.
  if (!lawful) throw new Problem("not-lawful", { detail: ofRule(verdict.whyDe), more: { rules: verdict.rules } });
}
