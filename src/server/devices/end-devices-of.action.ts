import { appendAudit } from "../audit/append-audit.action.ts";
import type { Actor } from "../audit/audit.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { openDevicesOf } from "./device.store.ts";
import { type GoesAlong, retireDevice } from "./retire-device.action.ts";

/** All devices of somebody who leaves are out (DV-4); each is a line in the audit. @returns how many */
export async function endDevicesOf(
  deps: Pick<Deps, "clock" | "ids">,
  tx: Tx,
  { tenantId, memberId, actor }: { readonly tenantId: string; readonly memberId: string; readonly actor: Actor },
  goesAlong: Pick<GoesAlong, "forgetPasskeys">,
): Promise<number> {
  const devices = await openDevicesOf(tx, memberId);
  for (const device of devices) {
    await retireDevice(deps, tx, device, { state: "revoked", by: actor.id }, goesAlong);
    const subject = { subjectKind: "device", subjectId: device.id };
    await appendAudit(deps, tx, { tenantId, actor, verb: "revoke-device", ...subject, details: { why: "last-day" } });
  }
  return devices.length;
}

/** Has the member a device in use, or one that waits to be let in? */
export async function devicesWaiting(tx: Tx, memberId: string): Promise<{ approved: boolean; pending: boolean }> {
  const states = (await openDevicesOf(tx, memberId)).map(({ state }) => state);
  return { approved: states.includes("approved"), pending: states.includes("pending") };
}

export async function countDevicesOf(tx: Tx, memberId: string): Promise<number> {
  return (await openDevicesOf(tx, memberId)).length;
}
