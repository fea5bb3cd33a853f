import type { SwapAnswered } from "../../../contract/roster-swaps.ts";
import { appendEvents } from "../../events/append-events.action.ts";
import type { Caller } from "../../platform/caller.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { Problem } from "../../platform/problem.ts";
import { spanAround } from "../../working-time/spans.ts";
import { loadCrewPlan } from "../checks/load-crew-plan.action.ts";
import { noteHistory } from "../history/note-history.action.ts";
import { holdRoster } from "../hold-roster.action.ts";
import { loadPublished } from "../published-shift.store.ts";
import type { PublishedShift } from "../shift.ts";
import { handOverShifts, noLonger } from "./hand-over-shifts.action.ts";
import { judgeSwap } from "./judge-swap.ts";
import { findSwap, updateSwap } from "./swap.store.ts";
import {
  approversAmong,
  approves,
  concerns,
  eventsOf,
  type Swap,
  type SwapState,
  type SwapStep,
  shiftsOf,
  stepsFor,
} from "./swap.ts";

const ends: Readonly<Partial<Record<SwapStep, SwapState>>> = {
  decline: "declined",
  withdraw: "withdrawn",
  refuse: "refused",
};

/**
 * Answers a proposal. Taking it and approving it ask the checks again, for both sides: what the law refuses is not done,
 * and the answer says why.
 */
export async function answerSwap(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  id: string,
  step: SwapStep,
): Promise<SwapAnswered> {
  const { tenantId, memberId } = caller;
  await holdRoster(tx, tenantId);
  const swap = await findSwap(deps, tx, tenantId, id);
  if (swap === undefined) throw new Problem("not-found");
  const told = await loadPublished(deps, tx, tenantId, { shiftIds: shiftsOf(swap) });
  const shift = told.find((one) => one.id === swap.shiftId && one.memberId === swap.fromId);
  const inReturn = told.find((one) => one.id === swap.returnShiftId && one.memberId === swap.toId);
  if (shift === undefined) throw new Problem("not-found");
  const plan = await loadCrewPlan(deps, tx, tenantId, spanAround(shift, inReturn));
  const takerId = swap.state === "proposed" ? memberId : (swap.toId ?? memberId);
  const { findings, returnFindings, isRefused, asks } = judgeSwap(plan.check, takerId, shift, inReturn);
  const asker = { memberId, mayApprove: approves(swap, memberId, approversAmong(plan.people)), mayTake: !isRefused };
  if (!concerns(swap, asker)) throw new Problem("not-found");
  if (!stepsFor(swap, asker).includes(step))
    throw new Problem("conflict", {
      detail: {
        de: "Das geht bei diesem Tausch gerade nicht.",
        en: "That is not possible with this swap right now.",
      },
    });
  const now = deps.clock.now();
  const ended = ends[step];
  if (ended !== undefined) {
    await updateSwap(tx, id, { state: ended, decided: { by: memberId, at: now } });
    await noteHistory(deps, tx, tenantId, [entry(swap, shift, memberId, "swap-ended", { outcome: ended })]);
    await appendEvents(deps, tx, tenantId, eventsOf(swap));
    return { done: true, state: ended, findings, returnFindings };
  }
  const stands = (one: PublishedShift | undefined) => one !== undefined && one.cancelledAt === null && one.start > now;
  if (!stands(shift) || (swap.returnShiftId !== null && !stands(inReturn))) throw noLonger();
  if (isRefused) return { done: false, state: swap.state, findings, returnFindings };
  const accepted = { ...swap, toId: takerId };
  if (step === "accept") {
    await updateSwap(tx, id, { state: "accepted", accepted: { by: memberId, at: now } });
    await noteHistory(deps, tx, tenantId, [entry(accepted, shift, memberId, "swap-accepted", { otherId: takerId })]);
    // Where a check asks, somebody answers for it: a missing qualification passes nobody by.
    if (plan.firm.rules.swapsNeedApproval || asks.length > 0) {
      await appendEvents(deps, tx, tenantId, eventsOf(accepted, swap));
      return { done: true, state: "accepted", findings, returnFindings };
    }
  }
  const events = await handOverShifts(deps, tx, tenantId, accepted, { actorId: memberId, rules: asks });
  await updateSwap(tx, id, { state: "done", decided: { by: memberId, at: now } });
  await appendEvents(deps, tx, tenantId, [...events, ...eventsOf(accepted, swap)]);
  return { done: true, state: "done", findings, returnFindings };
}

function entry(
  swap: Swap,
  shift: PublishedShift,
  actorId: string,
  verb: "swap-accepted" | "swap-ended",
  more: { readonly outcome?: string; readonly otherId?: string },
) {
  const details = { start: shift.localStart, end: shift.localEnd, ...more };
  return { actorId, memberId: swap.fromId, shiftId: swap.shiftId, verb, details };
}
