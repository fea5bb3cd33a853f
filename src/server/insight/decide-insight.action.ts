import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { can } from "../rights/can.ts";
import { lockInsight, saveStep } from "./insight.store.ts";
import { type InsightStep, takeStep } from "./insight.ts";

/**
 * The owner lets in, refuses or ends early; an officer takes back the own question or is done early. From the commit on
 * the next look finds what was decided.
 * @throws Problem not-found for what is not one's own; not-allowed where only the owner decides; conflict when too late
 */
export async function decideInsight(deps: Deps, caller: Caller, insightId: string, step: InsightStep): Promise<void> {
  const { tenantId, memberId } = caller;
  const now = deps.clock.now();
  await deps.db.withTenant(tenantId, async (tx) => {
    const row = await lockInsight(tx, insightId);
    const grants = can(caller, "grant-insights");
    const own = can(caller, "ask-insights") && row?.askedBy === memberId;
    if (!row || !(grants || own)) throw new Problem("not-found");
    if (step !== "end" && !grants) throw new Problem("not-allowed");
    const next = takeStep(row.facts, step, row.hours, now);
    if (!next) throw new Problem("conflict");
    await saveStep(
      tx,
      insightId,
      next,
      step === "end" ? { endedBy: memberId } : { decided: { by: memberId, at: now } },
    );
    await appendAudit(deps, tx, {
      tenantId,
      actor: actorOf(caller),
      verb: `${step}-insight`,
      subjectKind: "insight",
      subjectId: insightId,
      details: step === "approve" ? { until: next.until?.toISOString() ?? null } : {},
    });
    await appendEvents(deps, tx, tenantId, [{ kind: "insight-changed", memberId: row.askedBy }]);
  });
}
