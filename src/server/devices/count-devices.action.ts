import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { listDevices } from "./device.store.ts";

/** Devices somebody must look after: those that wait for approval, and those lost within the last 30 days. */
export async function countDevices(
  { clock }: Pick<Deps, "clock">,
  tx: Tx,
): Promise<{ pendingDevices: number; lostDevices: number }> {
  const rows = await listDevices(tx, undefined);
  const since = after(clock.now(), -30 * day);
  return {
    pendingDevices: rows.filter(({ state }) => state === "pending").length,
    lostDevices: rows.filter(({ state, decidedAt }) => state === "lost" && decidedAt !== null && decidedAt > since)
      .length,
  };
}
