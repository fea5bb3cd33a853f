import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { dayOf } from "../time/zone.ts";
import { mondayOf } from "../working-time/weekday.ts";
import { shiftsOfUnavailable } from "./shift.store.ts";

/** How many shifts to come belong to somebody who is not available then, and the week of the plan that shows the first. */
export async function unavailableShifts(
  { clock }: Pick<Deps, "clock">,
  tx: Tx,
): Promise<{ count: number; path: string }> {
  const shifts = await shiftsOfUnavailable(tx, clock.now());
  const [first] = shifts;
  const week = first ? `?ab=${mondayOf(dayOf(first.localStart))}` : "";
  return { count: shifts.length, path: `/plan/woche${week}` };
}
