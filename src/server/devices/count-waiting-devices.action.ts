import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import { can } from "../rights/can.ts";
import { listDevices } from "./device.store.ts";
import { mayLetIn } from "./looks-after.ts";

/** How many devices wait for the caller to compare their number (DV-1). */
export async function countWaitingDevices(tx: Tx, caller: Caller): Promise<number> {
  if (!can(caller, "manage-members") && !can(caller, "invite-guests")) return 0;
  const waiting = (await listDevices(tx)).filter(({ state }) => state === "pending");
  return waiting.filter(({ memberId, role }) => mayLetIn(caller, { memberId, memberRole: role })).length;
}
