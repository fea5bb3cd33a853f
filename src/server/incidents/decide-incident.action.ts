import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { findIncident, updateIncident } from "./incident.store.ts";
import { undecided } from "./incident.ts";

/**
 * Records the decision (AC-3): told to the authority, or no risk with a reason; told to the persons if the risk is high.
 * @throws Problem setup-incomplete with what is missing
 */
export async function decideIncident(deps: Deps, tx: Tx, caller: Caller, id: string): Promise<void> {
  const { tenantId } = caller;
  const incident = await findIncident(deps, tx, tenantId, id, true);
  if (incident === undefined) throw new Problem("not-found");
  if (incident.closedAt !== null)
    throw new Problem("conflict", { detail: { de: "Diese Panne ist abgeschlossen.", en: "This incident is closed." } });
  const missing = undecided(incident.fields, incident.awareAt);
  if (missing.length > 0)
    throw new Problem("setup-incomplete", {
      detail: {
        de: `Dafür fehlt noch: ${missing.map(({ de }) => de).join(" ")}`,
        en: `Still missing for this: ${missing.map(({ en }) => en).join(" ")}`,
      },
      more: { missing },
    });
  await updateIncident(deps, tx, tenantId, id, { decidedAt: deps.clock.now() });
  await appendAudit(deps, tx, {
    tenantId,
    actor: actorOf(caller),
    verb: "decide-incident",
    subjectKind: "incident",
    subjectId: id,
    details: { risk: incident.fields.risk },
  });
  await appendEvents(deps, tx, tenantId, [{ kind: "incident-changed" }]);
}
