import type { AuditVerb } from "../../contract/audit-verbs.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { appendEvents, type NewEvent } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { AccessedRequest } from "./access-request.action.ts";
import { notesPlace, type RequestNotes } from "./notes.ts";
import { updateRequest } from "./subject-request.store.ts";

type Change = Parameters<typeof updateRequest>[2];

/** Writes a step of a case: the change, why, the line in the log, the event. */
export async function changeRequest(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  { row, key, notes }: AccessedRequest,
  step: {
    readonly verb: AuditVerb;
    readonly change: Change;
    readonly notes?: Partial<RequestNotes>;
    readonly details?: Readonly<Record<string, string | number | boolean | null>>;
    readonly events?: readonly NewEvent[];
  },
): Promise<void> {
  const { tenantId } = caller;
  const { request_id: requestId, contact_id: contactId, conversation_id: conversationId } = row;
  const sealed =
    step.notes === undefined || key === undefined
      ? {}
      : {
          sealed_notes: deps.seal.forContact(
            tenantId,
            key,
            notesPlace(requestId),
            JSON.stringify({ ...notes, ...step.notes }),
          ),
        };
  await updateRequest(tx, requestId, { ...step.change, ...sealed });
  await appendAudit(deps, tx, {
    tenantId,
    actor: actorOf(caller),
    verb: step.verb,
    subjectKind: "subject-request",
    subjectId: requestId,
    ...(step.details === undefined ? {} : { details: step.details }),
  });
  await appendEvents(deps, tx, tenantId, [
    ...(step.events ?? []),
    { kind: "subject-request-changed", contactId, conversationId },
  ]);
}
