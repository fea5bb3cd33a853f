import type { DecideChange } from "../../contract/setup-papers.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { isSettledSo, settleChange } from "./change.store.ts";
import { lockProcessor, updateProcessor } from "./processor.store.ts";

/**
 * AV-5: the business accepts a new sub-processor or objects. Whoever is accepted joins the list, and with it the
 * notice: that is a material change, the next reply carries the new text (PN-4).
 * @returns false when it was decided so before: pressed again because no answer came
 */
export async function decideChange(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  tenantId: string,
  processorId: string,
  changeId: string,
  input: DecideChange,
): Promise<boolean> {
  const row = await lockProcessor(tx, processorId);
  if (row === undefined) throw new Problem("not-found");
  const at = deps.clock.now();
  const who = await settleChange(tx, processorId, changeId, { ...input, at });
  if (who === undefined) {
    if (await isSettledSo(tx, processorId, changeId, input)) return false;
    throw new Problem("not-found");
  }
  if (input.decision === "accepted") {
    const list = row.fields.subProcessors.split("\n").filter((line) => line.trim() !== "");
    const subProcessors = list.includes(who) ? row.fields.subProcessors : [...list, who].join("\n");
    await updateProcessor(tx, processorId, {
      name: row.name,
      fields: { ...row.fields, subProcessors },
      checklist: [...row.checklist],
      agreement: row.agreement,
      notRequiredReason: row.notRequiredReason,
      nextReviewOn: row.nextReviewOn,
      at,
    });
  }
  await appendEvents(deps, tx, tenantId, [{ kind: "setup-changed" }]);
  return true;
}
