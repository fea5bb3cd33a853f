import type { z } from "zod";
import type { ProposeSwap, SwapProposed } from "../../../contract/roster-swaps.ts";
import { appendEvents } from "../../events/append-events.action.ts";
import type { Caller } from "../../platform/caller.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { Problem } from "../../platform/problem.ts";
import { spanAround } from "../../working-time/spans.ts";
import { loadCrewPlan } from "../checks/load-crew-plan.action.ts";
import { noteHistory } from "../history/note-history.action.ts";
import { tellPeople } from "../notices/tell-people.action.ts";
import { accessFutureShift } from "./access-future-shift.action.ts";
import { judgeSwap } from "./judge-swap.ts";
import { insertSwap, openSwaps } from "./swap.store.ts";
import { eventsOf, type Swap } from "./swap.ts";

/**
 * Offers an own shift to a colleague, for one of theirs in return where that is wanted, or asks who can. What the law
 * refuses either of them is not even asked.
 */
export async function proposeSwap(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  { shiftId, toMemberId, returnShiftId, words }: z.infer<typeof ProposeSwap>,
): Promise<SwapProposed> {
  const { tenantId, memberId } = caller;
  const shift = await accessFutureShift(deps, tx, caller, shiftId, memberId);
  if ((await openSwaps(deps, tx, tenantId)).some((swap) => swap.shiftId === shiftId)) throw offered();
  if (toMemberId === memberId)
    throw new Problem("bad-input", {
      fields: { toMemberId: { de: "Das bist du selbst.", en: "That is you yourself." } },
    });
  const inReturn =
    returnShiftId === null || toMemberId === null
      ? undefined
      : await accessFutureShift(deps, tx, caller, returnShiftId, toMemberId);
  const plan = await loadCrewPlan(deps, tx, tenantId, spanAround(shift, inReturn), "told");
  if (toMemberId !== null && !plan.people.some(({ id, active }) => id === toMemberId && active))
    throw new Problem("not-found");
  const nothing = { findings: [], returnFindings: [], isRefused: false };
  const { findings, returnFindings, isRefused } =
    toMemberId === null ? nothing : judgeSwap(plan.check, toMemberId, shift, inReturn);
  if (isRefused) return { proposed: false, swapId: null, findings, returnFindings };
  const swap: Swap = {
    id: deps.ids.uuid(),
    shiftId,
    fromId: memberId,
    toId: toMemberId,
    returnShiftId,
    state: "proposed",
    words,
    madeAt: deps.clock.now(),
  };
  if (!(await insertSwap(deps, tx, tenantId, swap))) throw offered();
  const details = {
    start: shift.localStart,
    end: shift.localEnd,
    ...(inReturn && toMemberId && { inReturn: { start: inReturn.localStart, end: inReturn.localEnd } }),
  };
  await noteHistory(deps, tx, tenantId, [{ actorId: memberId, memberId, shiftId, verb: "swap-proposed", details }]);
  if (toMemberId !== null) await tellPeople(deps, tx, tenantId, "swap", new Map([[toMemberId, [shift]]]));
  await appendEvents(deps, tx, tenantId, eventsOf(swap));
  return { proposed: true, swapId: swap.id, findings, returnFindings };
}

const offered = () =>
  new Problem("conflict", {
    detail: {
      de: "Dieser Dienst ist schon zum Tausch angeboten.",
      en: "This shift is already offered for a swap.",
    },
  });
