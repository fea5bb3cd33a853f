import { appendAudit } from "../audit/append-audit.action.ts";
import type { Actor } from "../audit/audit.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { forgetPushAddress } from "../push/forget-push-address.action.ts";
import { settleWithDevice } from "./checks/settle-with-device.action.ts";
import { type Device, markReplaced, moveDevice } from "./device.store.ts";

interface LetIn {
  readonly actor: Actor;
  /** The verdict that allowed it (DV-1). */
  readonly decisionId: string;
  readonly rules: readonly string[];
  readonly assetNumber?: string | null;
}

/** A device that waits is in, as one of the business. @returns false when it stood elsewhere meanwhile */
export async function letDeviceIn(
  deps: Pick<Deps, "clock" | "ids">,
  tx: Tx,
  tenantId: string,
  device: Device,
  { actor, decisionId, rules, ...more }: LetIn,
): Promise<boolean> {
  const [at, by] = [deps.clock.now(), actor.id];
  if (!(await moveDevice(tx, device.id, ["pending"], { state: "approved", ownedByBusiness: true, ...more, at, by })))
    return false;
  // The phone it replaces sends what still waits on it, then empties itself; after a week it is out in any case.
  const replaced = device.replaces !== null && (await markReplaced(tx, device.replaces, device.memberId, at));
  if (replaced) await forgetPushAddress(tx, device.replaces ?? "");
  // Who lets it in saw what was confirmed at the device, and its photos; a device from before the list was checked shows none.
  await settleWithDevice(tx, device.id, { state: "passed", at, by });
  await appendAudit(deps, tx, {
    tenantId,
    actor,
    verb: actor.kind === "server" ? "admit-device" : "approve-device",
    subjectKind: "device",
    subjectId: device.id,
    details: { ownedByBusiness: true, replaced, decisionId, rules, verdict: "allow" },
  });
  await appendEvents(deps, tx, tenantId, [{ kind: "device-changed", memberId: device.memberId }]);
  return true;
}
