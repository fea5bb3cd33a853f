import type { ChangeIncident } from "../../contract/incidents.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { assertNoNames } from "../contacts/assert-no-names.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import { unlessChanged } from "../platform/db/unless-changed.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { findIncident, updateIncident } from "./incident.store.ts";

/** Keeps what is known so far. Who judges the risk anew decides anew. */
export async function saveIncident(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  id: string,
  { was, ...fields }: ChangeIncident,
): Promise<void> {
  const { tenantId } = caller;
  const incident = await findIncident(deps, tx, tenantId, id, true);
  if (incident === undefined) throw new Problem("not-found");
  if (incident.closedAt !== null)
    throw new Problem("conflict", { detail: { de: "Diese Panne ist abgeschlossen.", en: "This incident is closed." } });
  // A letter nobody has saved yet is a draft that is made anew each time it is shown.
  const letter = incident.fields.letter || (was?.letter ?? "");
  unlessChanged(was, { ...incident.fields, letter }, fields);
  const { what, personKinds, recordKinds, consequences, measures, riskReason, delayReason } = fields;
  const words = { what, personKinds, recordKinds, consequences, measures, riskReason, delayReason };
  await assertNoNames(tx, { ...words, letter: fields.letter });
  const changed = Object.keys(fields).filter((key) => Reflect.get(fields, key) !== Reflect.get(incident.fields, key));
  const judgedAnew = changed.includes("risk") || changed.includes("riskReason");
  await updateIncident(deps, tx, tenantId, id, { fields, ...(judgedAnew && { decidedAt: null }) });
  await appendAudit(deps, tx, {
    tenantId,
    actor: actorOf(caller),
    verb: "change-incident",
    subjectKind: "incident",
    subjectId: id,
    details: { fields: changed },
  });
  await appendEvents(deps, tx, tenantId, [{ kind: "incident-changed" }]);
}
