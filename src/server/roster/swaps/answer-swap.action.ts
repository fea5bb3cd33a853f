import type { SwapAnswered } from "../../../contract/roster.ts";
import { appendEvents } from "../../events/append-events.action.ts";
import { can } from "../../members/can.ts";
import type { Caller } from "../../platform/caller.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { Problem } from "../../platform/problem.ts";
import { loadCrewPlan } from "../checks/load-crew-plan.action.ts";
import { noteHistory } from "../history/note-history.action.ts";
import { loadPublished } from "../published-shift.store.ts";
import type { PublishedShift } from "../shift.ts";
import { handOverShift } from "./hand-over-shift.action.ts";
import { findSwap, updateSwap } from "./swap.store.ts";
import { concerns, type Swap, type SwapState, type SwapStep, stepsFor } from "./swap.ts";

const ends: Readonly<Partial<Record<SwapStep, SwapState>>> = {
  decline: "declined",
  withdraw: "withdrawn",
  refuse: "refused",
};

/**
 * Answers a proposal. Taking it and approving it ask the checks again: what the law refuses is not done, and the answer
 * says why.
 */
export async function answerSwap(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  id: string,
  step: SwapStep,
): Promise<SwapAnswered> {
  const { tenantId, memberId } = caller;
  const swap = await findSwap(deps, tx, tenantId, id);
  if (swap === undefined) throw new Problem("not-found");
  const told = await loadPublished(deps, tx, tenantId, { shiftIds: [swap.shiftId], memberId: swap.fromId });
  const shift = told[0];
  if (shift === undefined) throw new Problem("not-found");
  const plan = await loadCrewPlan(deps, tx, tenantId, shift);
  const takerId = swap.state === "proposed" ? memberId : (swap.toId ?? memberId);
  const findings = plan.check(takerId, { ...shift, id: shift.id });
  const isRefused = findings.some(({ severity }) => severity === "refused");
  const asker = { memberId, mayApprove: can(caller, "approve-swaps"), mayTake: !isRefused };
  if (!concerns(swap, asker)) throw new Problem("not-found");
  if (!stepsFor(swap, asker).includes(step))
    throw new Problem("conflict", { detail: "Das geht bei diesem Tausch gerade nicht." });
  const now = deps.clock.now();
  const takes = step === "accept" || step === "approve";
  if (takes && isRefused) return { done: false, state: swap.state, findings };
  const ended = ends[step];
  if (ended !== undefined) {
    await updateSwap(tx, id, { state: ended, decided: { by: memberId, at: now } });
    await noteHistory(deps, tx, tenantId, [entry(swap, shift, memberId, "swap-ended", { outcome: ended })]);
    await appendEvents(deps, tx, tenantId, eventsOf(swap));
    return { done: true, state: ended, findings };
  }
  const accepted = { ...swap, toId: takerId };
  if (step === "accept") {
    await updateSwap(tx, id, { state: "accepted", accepted: { by: memberId, at: now } });
    await noteHistory(deps, tx, tenantId, [entry(accepted, shift, memberId, "swap-accepted", { otherId: takerId })]);
  }
  if (step === "accept" && plan.firm.rules.swapsNeedApproval) {
    await appendEvents(deps, tx, tenantId, eventsOf(accepted, swap));
    return { done: true, state: "accepted", findings };
  }
  const events = await handOverShift(deps, tx, tenantId, accepted, memberId);
  await updateSwap(tx, id, { state: "done", decided: { by: memberId, at: now } });
  await appendEvents(deps, tx, tenantId, [...events, ...eventsOf(accepted, swap)]);
  return { done: true, state: "done", findings };
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

/** What everybody could take, everybody hears of; what two agreed on, these two. */
function eventsOf(swap: Swap, before: Swap = swap) {
  const kind = "swap-changed" as const;
  if (before.toId === null) return [{ kind }];
  return [
    { kind, memberId: swap.fromId },
    { kind, memberId: before.toId },
  ];
}
