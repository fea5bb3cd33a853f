import type { Tx } from "../platform/db.ts";
import { listDevices } from "./device.store.ts";

/** Devices of a member that went out of use at that moment or later: what each is called and when it said it is empty. */
export async function showClearing(
  tx: Tx,
  memberId: string,
  since: Date,
): Promise<{ label: string; wipedAt: string | null }[]> {
  const devices = await listDevices(tx, memberId);
  return devices
    .filter((one) => one.decidedAt !== null && one.decidedAt >= since && one.state !== "approved")
    .map(({ label, wipedAt }) => ({ label, wipedAt: wipedAt?.toISOString() ?? null }));
}
