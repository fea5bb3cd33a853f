import type { z } from "zod";
import type { ProposeSwap, SwapProposed } from "../../../contract/roster.ts";
import { appendEvents } from "../../events/append-events.action.ts";
import type { Caller } from "../../platform/caller.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { Problem } from "../../platform/problem.ts";
import { loadCrewPlan } from "../checks/load-crew-plan.action.ts";
import { noteHistory } from "../history/note-history.action.ts";
import { tellPeople } from "../notices/tell-people.action.ts";
import { ownFutureShift } from "./access-own-shift.action.ts";
import { insertSwap, openSwaps } from "./swap.store.ts";

/** Offers an own shift to a colleague, or asks who can. Whoever may not take it by law is not even asked. */
export async function proposeSwap(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  { shiftId, toMemberId, words }: z.infer<typeof ProposeSwap>,
): Promise<SwapProposed> {
  const { tenantId, memberId } = caller;
  const shift = await ownFutureShift(deps, tx, caller, shiftId);
  const offered = () => new Problem("conflict", { detail: "Dieser Dienst ist schon zum Tausch angeboten." });
  if ((await openSwaps(deps, tx, tenantId)).some((swap) => swap.shiftId === shiftId)) throw offered();
  const plan = await loadCrewPlan(deps, tx, tenantId, shift, "told");
  if (toMemberId !== null && !plan.people.some(({ id, active }) => id === toMemberId && active))
    throw new Problem("not-found");
  if (toMemberId === memberId) throw new Problem("bad-input", { fields: { toMemberId: "Das bist du selbst." } });
  const findings = toMemberId === null ? [] : plan.check(toMemberId, shift);
  if (findings.some(({ severity }) => severity === "refused")) return { proposed: false, swapId: null, findings };
  const id = deps.ids.uuid();
  const madeAt = deps.clock.now();
  const fromId = memberId;
  const kept = await insertSwap(deps, tx, tenantId, {
    id,
    shiftId,
    fromId,
    toId: toMemberId,
    state: "proposed",
    words,
    madeAt,
  });
  if (!kept) throw offered();
  const details = { start: shift.localStart, end: shift.localEnd };
  await noteHistory(deps, tx, tenantId, [{ actorId: memberId, memberId, shiftId, verb: "swap-proposed", details }]);
  if (toMemberId !== null) await tellPeople(deps, tx, tenantId, "swap", new Map([[toMemberId, [shift]]]));
  const everybody = { kind: "swap-changed" } as const;
  await appendEvents(
    deps,
    tx,
    tenantId,
    toMemberId === null
      ? [everybody]
      : [
          { ...everybody, memberId },
          { ...everybody, memberId: toMemberId },
        ],
  );
  return { proposed: true, swapId: id, findings };
}
