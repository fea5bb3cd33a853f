import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { whenToReach } from "../roster/when-to-reach.action.ts";

/** G10: outside one's own hours the app shows no numbers; nobody is drawn back to work by them. */
export async function isOffDuty(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  tenantId: string,
  memberId: string,
): Promise<boolean> {
  const [one] = await whenToReach(deps, tx, tenantId, [memberId]);
  return one?.facts.extra.withinSchedule !== true;
}
