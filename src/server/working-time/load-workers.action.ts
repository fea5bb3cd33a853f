import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { usualWeek } from "./reach.ts";
import { loadWorkTimes, type WorkTime } from "./work-time.store.ts";

export type { WorkTime } from "./work-time.store.ts";

/** Working time of anybody; who is not entered yet works the usual week, and nobody knows their age. */
export async function loadWorkers(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
): Promise<(memberId: string) => WorkTime & { readonly entered: boolean }> {
  const known = await loadWorkTimes(deps, tx, tenantId);
  return (memberId) => {
    const entered = known.get(memberId);
    if (entered) return { ...entered, entered: true };
    const age = { adult: false, bornOn: null };
    return { memberId, week: usualWeek, age, qualifications: [], crewId: null, entered: false };
  };
}
