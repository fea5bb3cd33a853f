import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { defaults } from "../policy/defaults.ts";
import { addMonths } from "../time/calendar-day.ts";
import { isoDay } from "./agreement-status.ts";
import { lockProcessor, setNextReview } from "./processor.store.ts";

/** AV-4: the yearly look at a processor was done today; the log keeps what was found, the next is due in a year. */
export async function reviewProcessor(
  deps: Pick<Deps, "clock" | "ids">,
  tx: Tx,
  caller: Pick<Caller, "tenantId" | "memberId" | "kind">,
  id: string,
  result: string,
): Promise<void> {
  const row = await lockProcessor(tx, id);
  if (row === undefined) throw new Problem("not-found");
  const at = deps.clock.now();
  const next = addMonths(isoDay(at), defaults.avvReviewMonths);
  await setNextReview(tx, id, next, at);
  const { tenantId } = caller;
  const subject = { subjectKind: "processor", subjectId: id };
  await appendAudit(deps, tx, {
    tenantId,
    actor: actorOf(caller),
    verb: "record-review",
    ...subject,
    details: { result, next },
  });
  await appendEvents(deps, tx, tenantId, [{ kind: "setup-changed" }]);
}
