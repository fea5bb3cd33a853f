import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { countApprovingDevices } from "./device.store.ts";

/** How many devices are left from which an owner could approve another one. */
export async function countApprovers(deps: Pick<Deps, "clock">, tx: Tx): Promise<number> {
  return await countApprovingDevices(tx, deps.clock.now());
}
