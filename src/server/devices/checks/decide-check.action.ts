import { appendAudit } from "../../audit/append-audit.action.ts";
import { actorOf } from "../../audit/audit.ts";
import { recordDecision } from "../../decisions/record-decision.action.ts";
import { appendEvents } from "../../events/append-events.action.ts";
import type { Caller } from "../../platform/caller.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { Problem } from "../../platform/problem.ts";
import { findDevice } from "../device.store.ts";
import { judgeEnrolment } from "../device-access.ts";
import { lockWaiting, settleCheck } from "./check.store.ts";

/**
 * The owner has looked at a yearly check and its photos: good for another year, or done again. DV-1 is asked anew with
 * what was declared now, and its verdict kept. A check refused changes nothing of the device; it stays due.
 * @throws Problem not-found, conflict (decided meanwhile, or the device is not in use)
 */
export async function decideCheck(
  deps: Pick<Deps, "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  ids: { readonly deviceId: string; readonly checkId: string },
  passed: boolean,
): Promise<void> {
  const { tenantId } = caller;
  const { deviceId, checkId } = ids;
  const device = await findDevice(tx, { id: deviceId });
  if (device === undefined) throw new Problem("not-found");
  const waiting = await lockWaiting(tx, deviceId);
  // The check of a device that still waits for its approval is decided with it.
  if (waiting !== checkId || device.state !== "approved") throw new Problem("conflict");
  await settleCheck(tx, checkId, { state: passed ? "passed" : "refused", at: deps.clock.now(), by: caller.memberId });
  const actor = actorOf(caller);
  if (passed) {
    const { facts, verdict } = judgeEnrolment(device.ownedByBusiness, "owner");
    const by = { ...actor, deviceId };
    await recordDecision(deps, tx, { tenantId, actor: by, action: "enrol_device", facts, verdict });
  }
  const subject = { subjectKind: "device", subjectId: deviceId };
  const verb = passed ? "pass-device-check" : "refuse-device-check";
  await appendAudit(deps, tx, { tenantId, actor, verb, ...subject, details: { check: checkId } });
  await appendEvents(deps, tx, tenantId, [{ kind: "device-changed", memberId: device.memberId }]);
}
