import type { DeviceState } from "../../contract/access.ts";
import { forgetKeys } from "../offline/forget-keys.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { forgetPushAddress } from "../push/forget-push-address.action.ts";
import { settleWithDevice } from "./checks/settle-with-device.action.ts";
import { moveDevice } from "./device.store.ts";

/** What goes with a device of what members/ keeps (`end-sessions.action.ts`, `passkeys/forget-passkeys.action.ts`). */
export interface GoesAlong {
  endSessions(deps: Pick<Deps, "clock">, tx: Tx, tenantId: string, whose: { deviceId: string }): Promise<number>;
  forgetPasskeys(tx: Tx, deviceId: string, why: "left" | "refused"): Promise<void>;
}

/**
 * A device is out of use, for good: no push reaches it, the key of its store is gone, its own passkeys with it. It
 * clears itself at its next contact (DV-3). Whoever calls ends its sessions.
 * @returns false when it stood elsewhere meanwhile
 */
export async function retireDevice(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  device: { readonly id: string; readonly state: DeviceState },
  to: { readonly state: "revoked" | "lost"; readonly by: string | null },
  { forgetPasskeys }: Pick<GoesAlong, "forgetPasskeys">,
): Promise<boolean> {
  const at = deps.clock.now();
  const from: DeviceState[] = to.state === "lost" ? ["pending", "approved", "revoked"] : ["pending", "approved"];
  if (!(await moveDevice(tx, device.id, from, { ...to, at }))) return false;
  await forgetPushAddress(tx, device.id);
  await forgetKeys(tx, device.id);
  await settleWithDevice(tx, device.id, { state: "refused", at, by: to.by });
  await forgetPasskeys(tx, device.id, device.state === "pending" ? "refused" : "left");
  return true;
}
