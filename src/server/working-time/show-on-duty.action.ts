import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { whenToReach } from "./when-to-reach.action.ts";

/** Whether a member is at work or on call right now. Off duty the number on the app's icon is 0 (G10). */
export async function showOnDuty(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  tenantId: string,
  memberId: string,
): Promise<boolean> {
  const [reach] = await whenToReach(deps, tx, tenantId, [memberId]);
  const nextAt = reach?.nextAt ?? null;
  return nextAt !== null && nextAt <= deps.clock.now();
}
