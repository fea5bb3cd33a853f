import type { Tx } from "../../platform/db.ts";
import { lockWaiting, settleCheck } from "./check.store.ts";

/** A device is let in or taken out: the check that waits goes with it. @returns false when none waited */
export async function settleWithDevice(
  tx: Tx,
  deviceId: string,
  to: { readonly state: "passed" | "refused"; readonly at: Date; readonly by: string | null },
): Promise<boolean> {
  const checkId = await lockWaiting(tx, deviceId);
  if (checkId !== undefined) await settleCheck(tx, checkId, to);
  return checkId !== undefined;
}
