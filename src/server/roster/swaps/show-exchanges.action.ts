import type { ExchangeList } from "../../../contract/roster-swaps.ts";
import type { Caller } from "../../platform/caller.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { after, day } from "../../platform/instant.ts";
import { Problem } from "../../platform/problem.ts";
import { latest, spanAround } from "../../working-time/spans.ts";
import { loadCrewPlan } from "../checks/load-crew-plan.action.ts";
import { loadPublished } from "../published-shift.store.ts";
import { accessFutureShift } from "./access-future-shift.action.ts";
import { judgeSwap } from "./judge-swap.ts";
import { swapShift } from "./swap-shift.ts";

/** So far around the own shift a colleague's are shown: near enough to be a trade, and no look into a whole plan. */
const daysAround = 14;

/** What the caller could take from one colleague for an own shift, with what the checks say of both afterwards. */
export async function showExchanges(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  caller: Caller,
  shiftId: string,
  colleagueId: string,
): Promise<ExchangeList> {
  const { tenantId, memberId } = caller;
  const now = deps.clock.now();
  const shift = await accessFutureShift(deps, tx, caller, shiftId, memberId);
  const span = { start: latest(now, after(shift.start, -daysAround * day)), end: after(shift.end, daysAround * day) };
  const theirs = (await loadPublished(deps, tx, tenantId, { span, memberId: colleagueId })).filter(
    ({ cancelledAt, start }) => cancelledAt === null && start > now,
  );
  const plan = await loadCrewPlan(deps, tx, tenantId, spanAround(shift, ...theirs), "told");
  if (colleagueId === memberId || !plan.people.some(({ id, active }) => id === colleagueId && active))
    throw new Problem("not-found");
  return {
    items: theirs.map((one) => {
      const { findings, returnFindings } = judgeSwap(plan.check, colleagueId, shift, one);
      return { shift: swapShift(one), findings, returnFindings };
    }),
  };
}
