import { MemberId } from "../../contract/ids.ts";
import type { StandInList } from "../../contract/roster.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { loadCrewPlan } from "./checks/load-crew-plan.action.ts";
import { findShift } from "./shift.store.ts";

/** Who may take a shift: the checks have nothing against it. Whoever is to take it all the same is planned with a reason. */
export async function showStandIns(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  { tenantId }: Caller,
  shiftId: string,
): Promise<StandInList> {
  const shift = await findShift(deps, tx, tenantId, shiftId);
  if (shift === undefined) throw new Problem("not-found");
  const plan = await loadCrewPlan(deps, tx, tenantId, shift);
  const items = plan.people
    .filter((one) => one.active && one.id !== shift.memberId)
    .filter((one) => plan.check(one.id, shift).every(({ severity }) => severity === "note"))
    .map((one) => ({ memberId: MemberId.parse(one.id), name: one.name }));
  return { items: items.toSorted((a, b) => a.name.localeCompare(b.name, "de")) };
}
