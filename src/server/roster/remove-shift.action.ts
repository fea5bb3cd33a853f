import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { dropOnce } from "../presses/drop-once.action.ts";
import { forPlanners } from "./for-planners.ts";
import { noteHistory } from "./history/note-history.action.ts";
import { holdRoster } from "./hold-roster.action.ts";
import { loadPublished } from "./published-shift.store.ts";
import { deleteShift, findShift, markRemoved } from "./shift.store.ts";

/** Takes a shift out of the plan. One that people were told of goes when that is published. */
export async function removeShift(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  id: string,
): Promise<void> {
  const { tenantId } = caller;
  await holdRoster(tx, tenantId);
  await dropOnce(deps, tx, tenantId, "shift", id, () => remove(deps, tx, caller, id));
}

async function remove(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  id: string,
): Promise<boolean> {
  const { tenantId } = caller;
  const shift = await findShift(deps, tx, tenantId, id);
  if (shift === undefined || shift.removed) return false;
  const told = await loadPublished(deps, tx, tenantId, { shiftIds: [id] });
  if (told.length === 0) await deleteShift(tx, id);
  else await markRemoved(tx, id, deps.clock.now());
  const details = { start: shift.localStart, end: shift.localEnd };
  const entry = { actorId: caller.memberId, memberId: shift.memberId, shiftId: id, verb: "removed", details } as const;
  await noteHistory(deps, tx, tenantId, [entry]);
  await appendEvents(deps, tx, tenantId, [forPlanners(caller)]);
  return true;
}
