import { MemberId } from "../../../contract/ids.ts";
import type { SwapList, SwapView } from "../../../contract/roster-swaps.ts";
import type { Caller } from "../../platform/caller.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { after, day } from "../../platform/instant.ts";
import { spanAround } from "../../working-time/spans.ts";
import { loadCrewPlan } from "../checks/load-crew-plan.action.ts";
import { loadPublished } from "../published-shift.store.ts";
import { accessFutureShift } from "./access-future-shift.action.ts";
import { judgeSwap } from "./judge-swap.ts";
import { recentSwaps } from "./swap.store.ts";
import { approversAmong, approves, concerns, shiftsOf, stepsFor } from "./swap.ts";
import { swapShift } from "./swap-shift.ts";

/** Proposals the caller is part of, could take, or may approve; settled ones for two weeks. */
export async function showSwaps(deps: Pick<Deps, "seal" | "clock">, tx: Tx, caller: Caller): Promise<SwapList> {
  const { tenantId, memberId } = caller;
  const now = deps.clock.now();
  const swaps = await recentSwaps(deps, tx, tenantId, after(now, -14 * day));
  if (swaps.length === 0) return { items: [] };
  const told = await loadPublished(deps, tx, tenantId, { shiftIds: [...new Set(swaps.flatMap(shiftsOf))] });
  const plan = await loadCrewPlan(deps, tx, tenantId, spanAround({ start: now, end: now }, ...told), "told");
  const person = (id: string) => ({
    memberId: MemberId.parse(id),
    name: plan.people.find((one) => one.id === id)?.name ?? "",
  });
  const items = swaps.flatMap((swap): SwapView[] => {
    const shift = told.find((one) => one.id === swap.shiftId && one.memberId === swap.fromId);
    const inReturn = told.find((one) => one.id === swap.returnShiftId && one.memberId === swap.toId);
    if (shift === undefined) return [];
    const begun = shift.start <= now || (inReturn !== undefined && inReturn.start <= now);
    const open = (swap.state === "proposed" || swap.state === "accepted") && !begun;
    const taker = swap.toId ?? memberId;
    const judged = open && taker !== swap.fromId ? judgeSwap(plan.check, taker, shift, inReturn) : undefined;
    const mayTake = open && judged?.isRefused !== true;
    const asker = { memberId, mayApprove: approves(swap, memberId, approversAmong(plan.people)), mayTake };
    if (!concerns(swap, asker)) return [];
    return [
      {
        id: swap.id,
        state: swap.state,
        from: person(swap.fromId),
        to: swap.toId === null ? null : person(swap.toId),
        shift: swapShift(shift),
        returnShift: inReturn ? swapShift(inReturn) : null,
        words: swap.words,
        madeAt: swap.madeAt.toISOString(),
        findings: judged?.findings ?? [],
        returnFindings: judged?.returnFindings ?? [],
        may: open ? stepsFor(swap, asker) : [],
      },
    ];
  });
  return { items };
}

/** The colleagues, and who of them may take an own shift by the rules. */
export async function showTakers(deps: Pick<Deps, "seal" | "clock">, tx: Tx, caller: Caller, shiftId: string) {
  const shift = await accessFutureShift(deps, tx, caller, shiftId, caller.memberId);
  const plan = await loadCrewPlan(deps, tx, caller.tenantId, shift, "told");
  const items = plan.people
    .filter((one) => one.active && one.id !== caller.memberId)
    .map((one) => ({
      memberId: MemberId.parse(one.id),
      name: one.name,
      may: plan.check(one.id, shift).every(({ severity }) => severity === "note"),
    }));
  return { items };
}
