import { MemberId } from "../../../contract/ids.ts";
import type { SwapList, SwapView } from "../../../contract/roster.ts";
import { can } from "../../members/can.ts";
import type { Caller } from "../../platform/caller.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { after, day } from "../../platform/instant.ts";
import { earliest, latest } from "../../working-time/spans.ts";
import { loadCrewPlan } from "../checks/load-crew-plan.action.ts";
import { loadPublished } from "../published-shift.store.ts";
import { ownFutureShift } from "./access-own-shift.action.ts";
import { recentSwaps } from "./swap.store.ts";
import { concerns, stepsFor } from "./swap.ts";

/** Proposals the caller is part of, could take, or may approve; settled ones for two weeks. */
export async function showSwaps(deps: Pick<Deps, "seal" | "clock">, tx: Tx, caller: Caller): Promise<SwapList> {
  const { tenantId, memberId } = caller;
  const now = deps.clock.now();
  const swaps = await recentSwaps(deps, tx, tenantId, after(now, -14 * day));
  const shifts = await loadPublished(deps, tx, tenantId, { shiftIds: [...new Set(swaps.map((one) => one.shiftId))] });
  const span = {
    start: earliest(now, ...shifts.map(({ start }) => start)),
    end: latest(now, ...shifts.map(({ end }) => end)),
  };
  const plan = await loadCrewPlan(deps, tx, tenantId, span, "told");
  const person = (id: string) => ({
    memberId: MemberId.parse(id),
    name: plan.people.find((one) => one.id === id)?.name ?? "",
  });
  const items = swaps.flatMap((swap): SwapView[] => {
    const shift = shifts.find((one) => one.id === swap.shiftId && one.memberId === swap.fromId);
    if (shift === undefined) return [];
    const open = (swap.state === "proposed" || swap.state === "accepted") && shift.start > now;
    const taker = swap.toId ?? memberId;
    const findings = open && taker !== swap.fromId ? plan.check(taker, shift) : [];
    const mayTake = open && !findings.some(({ severity }) => severity === "refused");
    const asker = { memberId, mayApprove: can(caller, "approve-swaps"), mayTake };
    if (!concerns(swap, asker)) return [];
    return [
      {
        id: swap.id,
        state: swap.state,
        from: person(swap.fromId),
        to: swap.toId === null ? null : person(swap.toId),
        shift: { id: shift.id, kind: shift.kind, start: shift.localStart, end: shift.localEnd },
        words: swap.words,
        madeAt: swap.madeAt.toISOString(),
        findings,
        may: open ? stepsFor(swap, asker) : [],
      },
    ];
  });
  return { items };
}

/** Who may take an own shift, by the rules: those who can be asked. */
export async function showTakers(deps: Pick<Deps, "seal" | "clock">, tx: Tx, caller: Caller, shiftId: string) {
  const shift = await ownFutureShift(deps, tx, caller, shiftId);
  const plan = await loadCrewPlan(deps, tx, caller.tenantId, shift, "told");
  const items = plan.people
    .filter((one) => one.active && one.id !== caller.memberId)
    .filter((one) => plan.check(one.id, shift).every(({ severity }) => severity === "note"))
    .map((one) => ({ memberId: MemberId.parse(one.id), name: one.name }));
  return { items };
}
