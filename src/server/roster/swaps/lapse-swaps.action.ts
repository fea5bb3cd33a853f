import type { NewEvent } from "../../events/append-events.action.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { noteHistory } from "../history/note-history.action.ts";
import { loadPublished } from "../published-shift.store.ts";
import { openSwaps, updateSwap } from "./swap.store.ts";
import { eventsOf, shiftsOf } from "./swap.ts";

/**
 * Ends open proposals about shifts that are no longer what both agreed on: nobody is handed a shift they did not say
 * yes to. @param except the swap that just took effect
 */
export async function lapseSwaps(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  tenantId: string,
  shiftIds: readonly string[],
  except?: string,
): Promise<NewEvent[]> {
  const touched = (await openSwaps(deps, tx, tenantId)).filter(
    (swap) => swap.id !== except && shiftsOf(swap).some((id) => shiftIds.includes(id)),
  );
  if (touched.length === 0) return [];
  const told = await loadPublished(deps, tx, tenantId, { shiftIds: touched.map(({ shiftId }) => shiftId) });
  for (const swap of touched) {
    await updateSwap(tx, swap.id, { state: "lapsed", decided: { by: null, at: deps.clock.now() } });
    const shift = told.find(({ id, memberId }) => id === swap.shiftId && memberId === swap.fromId);
    if (shift === undefined) continue;
    const details = { start: shift.localStart, end: shift.localEnd, outcome: "lapsed" };
    const about = { memberId: swap.fromId, shiftId: swap.shiftId, verb: "swap-ended" } as const;
    await noteHistory(deps, tx, tenantId, [{ actorId: null, ...about, details }]);
  }
  return touched.flatMap((swap) => eventsOf(swap));
}
