import type { z } from "zod";
import type { AnswerSwap, SwapView } from "../../../contract/roster-swaps.ts";
import type { Role } from "../../platform/caller.ts";
import { can } from "../../rights/can.ts";

export type SwapState = SwapView["state"];
export type SwapStep = z.infer<typeof AnswerSwap>["answer"];

export interface Swap {
  readonly id: string;
  readonly shiftId: string;
  readonly fromId: string;
  /** Null: "Wer kann?" */
  readonly toId: string | null;
  /** The shift of `toId` that goes the other way; null: the shift is only handed over. */
  readonly returnShiftId: string | null;
  readonly state: SwapState;
  readonly words: string;
  readonly madeAt: Date;
}

/** Every shift that would change hands. */
export const shiftsOf = ({ shiftId, returnShiftId }: Pick<Swap, "shiftId" | "returnShiftId">): string[] =>
  returnShiftId === null ? [shiftId] : [shiftId, returnShiftId];

/** What everybody could take, everybody hears of; what two agreed on, these two. */
export function eventsOf(swap: Swap, before: Swap = swap) {
  const kind = "swap-changed" as const;
  if (before.toId === null) return [{ kind }];
  return [
    { kind, memberId: swap.fromId },
    { kind, memberId: before.toId },
  ];
}

/** Who asks, and what the checks say about them taking the shift. */
export interface SwapCaller {
  readonly memberId: string;
  readonly mayApprove: boolean;
  readonly mayTake: boolean;
}

/** Who of these may approve swaps today. */
export const approversAmong = (people: readonly { id: string; role: Role; active: boolean }[]): string[] =>
  people.filter((one) => one.active && can(one, "approve-swaps")).map(({ id }) => id);

/**
 * Whoever has a part in a swap leaves its approval to somebody else who may give it. In a business where nobody else is
 * there they give it themselves, or it would never be given.
 * @param approvers who may approve swaps today
 */
export function approves(swap: Swap, memberId: string, approvers: readonly string[]): boolean {
  const parties = [swap.fromId, swap.toId];
  return approvers.includes(memberId) && (!parties.includes(memberId) || approvers.every((id) => parties.includes(id)));
}

/** What somebody may answer to an open proposal. Both agree, then whoever approves; before that either may step back. */
export function stepsFor(swap: Swap, { memberId, mayApprove, mayTake }: SwapCaller): SwapStep[] {
  const isFrom = swap.fromId === memberId;
  if (swap.state === "proposed") {
    if (isFrom) return ["withdraw"];
    if (swap.toId === memberId) return ["accept", "decline"];
    return swap.toId === null && mayTake ? ["accept"] : [];
  }
  if (swap.state !== "accepted") return [];
  const back: SwapStep[] = isFrom ? ["withdraw"] : swap.toId === memberId ? ["decline"] : [];
  return mayApprove ? [...back, "approve", "refuse"] : back;
}

/** Is a proposal any business of theirs? */
export function concerns(swap: Swap, caller: SwapCaller): boolean {
  if (swap.fromId === caller.memberId || swap.toId === caller.memberId) return true;
  if (swap.state !== "proposed" && swap.state !== "accepted") return false;
  return caller.mayApprove || (swap.state === "proposed" && swap.toId === null && caller.mayTake);
}
