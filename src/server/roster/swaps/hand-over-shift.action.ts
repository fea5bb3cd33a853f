import type { NewEvent } from "../../events/append-events.action.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { Problem } from "../../platform/problem.ts";
import { noteHistory } from "../history/note-history.action.ts";
import { tellPeople } from "../notices/tell-people.action.ts";
import { cancelPublished, loadPublished, writePublished } from "../published-shift.store.ts";
import { findShift, saveShift } from "../shift.store.ts";
import { saysTheSame } from "../shift.ts";
import type { Swap } from "./swap.ts";

/**
 * A swap takes effect: plan and published plan change hands, both hear of it, and the old entry stays in the history.
 * Both have agreed, so nobody is asked for "Gesehen".
 * @throws Problem conflict when the plan of this shift is being changed
 */
export async function handOverShift(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  tenantId: string,
  swap: Swap & { readonly toId: string },
  actorId: string,
): Promise<NewEvent[]> {
  const now = deps.clock.now();
  const draft = await findShift(deps, tx, tenantId, swap.shiftId);
  const told = await loadPublished(deps, tx, tenantId, { shiftIds: [swap.shiftId], memberId: swap.fromId });
  const own = told.find(({ cancelledAt }) => cancelledAt === null);
  if (draft === undefined || draft.removed || own === undefined || !saysTheSame(own, draft) || own.start <= now)
    throw new Problem("conflict", {
      detail: "Der Plan dieses Dienstes hat sich geändert. Der Tausch passt nicht mehr.",
    });
  const taken = { ...draft, memberId: swap.toId };
  await saveShift(deps, tx, tenantId, taken, now);
  await cancelPublished(tx, own, now, null);
  await writePublished(deps, tx, tenantId, { ...taken, at: now, askedAt: now, answer: "fits", answeredAt: now });
  const details = { start: draft.localStart, end: draft.localEnd, otherId: swap.toId };
  const entry = { actorId, memberId: swap.fromId, shiftId: swap.shiftId, verb: "swap-done", details } as const;
  await noteHistory(deps, tx, tenantId, [entry]);
  const both = [swap.fromId, swap.toId].map((id) => [id, [draft]] as const);
  const { events } = await tellPeople(deps, tx, tenantId, "plan", new Map(both));
  return [...events, { kind: "roster-changed" }];
}
