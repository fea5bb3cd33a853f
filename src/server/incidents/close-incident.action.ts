import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { decisionActor, recordDecision } from "../decisions/record-decision.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import { deviceTypeOf } from "../outbound/facts/send-facts.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { hoursSince } from "../platform/instant.ts";
import { Problem } from "../platform/problem.ts";
import { evaluate } from "../policy/evaluate.ts";
import type { Facts } from "../policy/facts.ts";
import type { Verdict } from "../policy/verdict.ts";
import { findIncident, updateIncident } from "./incident.store.ts";

/**
 * Closes a breach if the policy's `close_incident` allows it (AC-3). The verdict is kept either way, so the caller lets
 * the transaction commit before it tells the member.
 */
export async function closeIncident(deps: Deps, tx: Tx, caller: Caller, id: string): Promise<Verdict> {
  const { tenantId } = caller;
  const incident = await findIncident(deps, tx, tenantId, id, true);
  if (incident === undefined) throw new Problem("not-found");
  if (incident.closedAt !== null)
    throw new Problem("conflict", { detail: { de: "Diese Panne ist abgeschlossen.", en: "This incident is closed." } });
  const now = deps.clock.now();
  const decider = decisionActor(caller);
  const facts: Facts = {
    channel: "none",
    initiatedBy: "none",
    deviceType: deviceTypeOf(decider.kind),
    extra: {
      hoursSinceAwareness: hoursSince(incident.awareAt, now) ?? 0,
      decisionRecorded: incident.decidedAt !== null,
    },
  };
  const verdict = evaluate("close_incident", facts);
  const decisionId = await recordDecision(deps, tx, {
    tenantId,
    actor: decider,
    action: "close_incident",
    facts,
    verdict,
  });
  const closes = verdict.verdict === "allow";
  if (closes) await updateIncident(deps, tx, tenantId, id, { closed: { at: now, decisionId } });
  await appendAudit(deps, tx, {
    tenantId,
    actor: actorOf(caller),
    verb: closes ? "close-incident" : "try-close-incident",
    subjectKind: "incident",
    subjectId: id,
  });
  if (closes) await appendEvents(deps, tx, tenantId, [{ kind: "incident-changed" }]);
  return verdict;
}
