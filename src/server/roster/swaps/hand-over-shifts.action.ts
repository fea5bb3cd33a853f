import type { NewEvent } from "../../events/append-events.action.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { Problem } from "../../platform/problem.ts";
import type { NewEntry } from "../history/note-history.action.ts";
import { noteHistory } from "../history/note-history.action.ts";
import { tellPeople } from "../notices/tell-people.action.ts";
import { cancelPublished, loadPublished, writePublished } from "../published-shift.store.ts";
import { findShift, saveShift } from "../shift.store.ts";
import { type Shift, saysTheSame } from "../shift.ts";
import { lapseSwaps } from "./lapse-swaps.action.ts";
import { type Swap, shiftsOf } from "./swap.ts";

/**
 * A swap takes effect: plan and published plan change hands, both hear of it, and the old entries stay in the history.
 * Both have agreed, so nobody is asked for "Gesehen". Other proposals about these shifts lapse.
 * @param rules what a check asked about and was approved nevertheless
 * @throws Problem conflict when the plan of one of these shifts is being changed
 */
export async function handOverShifts(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  tenantId: string,
  swap: Swap & { readonly toId: string },
  by: { readonly actorId: string; readonly rules: readonly string[] },
): Promise<NewEvent[]> {
  const { actorId, rules } = by;
  const now = deps.clock.now();
  const moved: Shift[] = [];
  const entries: NewEntry[] = [];
  // Always in one order: two swaps about the same two shifts wait for each other instead of both standing still.
  for (const shiftId of shiftsOf(swap).toSorted()) {
    const [fromId, toId] = shiftId === swap.shiftId ? [swap.fromId, swap.toId] : [swap.toId, swap.fromId];
    const draft = await findShift(deps, tx, tenantId, shiftId);
    const told = await loadPublished(deps, tx, tenantId, { shiftIds: [shiftId], memberId: fromId });
    const own = told.find(({ cancelledAt }) => cancelledAt === null);
    if (draft === undefined || draft.removed || own === undefined || !saysTheSame(own, draft) || own.start <= now)
      throw noLonger();
    const taken = { ...draft, memberId: toId };
    await saveShift(deps, tx, tenantId, taken, now);
    await cancelPublished(tx, own, now, null);
    await writePublished(deps, tx, tenantId, { ...taken, at: now, askedAt: now, answer: "fits", answeredAt: now });
    const details = { start: draft.localStart, end: draft.localEnd, otherId: toId, ...(rules.length > 0 && { rules }) };
    entries.push({ actorId, memberId: fromId, shiftId, verb: "swap-done", details });
    moved.push(draft);
  }
  await noteHistory(deps, tx, tenantId, entries);
  const both = [swap.fromId, swap.toId].map((id) => [id, moved] as const);
  const { events } = await tellPeople(deps, tx, tenantId, "plan", new Map(both));
  const lapsed = await lapseSwaps(deps, tx, tenantId, shiftsOf(swap), swap.id);
  return [...events, ...lapsed, { kind: "roster-changed" }];
}

export const noLonger = (): Problem =>
  new Problem("conflict", {
    detail: {
      de: "Der Plan dieses Dienstes hat sich geändert. Der Tausch passt nicht mehr.",
      en: "The plan of this shift has changed. The swap no longer fits.",
    },
  });
