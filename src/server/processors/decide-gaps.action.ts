import { isDeepStrictEqual } from "node:util";
import type { DecideGaps } from "../../contract/setup-papers.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import { unlessChanged } from "../platform/db/unless-changed.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { defaults } from "../policy/defaults.ts";
import { addMonths } from "../time/calendar-day.ts";
import { isoDay, relevantGaps } from "./agreement-status.ts";
import { lockProcessor, setGapDecision } from "./processor.store.ts";
import { gapsAcceptable } from "./processor-view.ts";

/**
 * AV-2: the owner writes down why a processor is used although its agreement has gaps. Good for twelve months and
 * for the gaps known today; refused where no owner can decide (no contract, core of Art. 28(3), no transfer basis).
 * @returns false when it stands there just so, decided today: pressed again because no answer came
 */
export async function decideGaps(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  caller: Pick<Caller, "tenantId" | "memberId" | "name" | "role">,
  id: string,
  { was, ...input }: DecideGaps,
): Promise<boolean> {
  if (caller.role !== "owner")
    throw new Problem("not-allowed", {
      detail: { de: "Das entscheidet nur die Inhaberin oder der Inhaber.", en: "Only the owner decides that." },
    });
  const row = await lockProcessor(tx, id);
  if (row === undefined) throw new Problem("not-found");
  const at = deps.clock.now();
  const items = relevantGaps(row);
  unlessChanged(was, items, []);
  const { ok, why } = gapsAcceptable(row);
  if (!ok)
    throw new Problem("not-lawful", {
      detail:
        why.de === "" ? { de: "Hier gibt es keine Lücke zu entscheiden.", en: "There is no gap to decide here." } : why,
    });
  const decision = {
    ...input,
    items,
    decidedAt: at.toISOString(),
    decidedBy: caller.memberId,
    deciderName: caller.name,
    expiresOn: addMonths(isoDay(at), defaults.avvReviewMonths),
  };
  const { gapDecision } = row;
  if (gapDecision !== null && isDeepStrictEqual({ ...decision, decidedAt: gapDecision.decidedAt }, gapDecision))
    return false;
  await setGapDecision(tx, id, decision, at);
  await appendEvents(deps, tx, caller.tenantId, [{ kind: "setup-changed" }]);
  return true;
}
