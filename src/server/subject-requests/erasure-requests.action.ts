import type { ErasurePreview } from "../../contract/retention.ts";
import { RequestKind } from "../../contract/subject-requests.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { server } from "../audit/audit.ts";
import type { NewEvent } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { answeredByPacket } from "./kinds.ts";
import { loadErasureRequests, loadOpenRequests, lockOpenRequest, updateRequest } from "./subject-request.store.ts";

type Asked = NonNullable<ErasurePreview["asked"]>;

/** The latest wish to erase this contact. */
export async function lastErasureRequest(tx: Tx, contactId: string): Promise<Asked | null> {
  const [row] = await loadErasureRequests(tx, contactId);
  if (!row) return null;
  return {
    requestId: row.request_id,
    source: row.source,
    state: row.state,
    receivedOn: String(row.received_on),
  };
}

/** What this contact wants a copy of and has not got yet. @returns ids of the cases */
export async function openCopyRequests(tx: Tx, contactId: string): Promise<string[]> {
  const open = await loadOpenRequests(tx, contactId);
  return open.filter(({ kind }) => answeredByPacket(RequestKind.parse(kind))).map(({ request_id }) => request_id);
}

/**
 * What the office asked the owner for is done with the erasure itself. A wish of the person stays open: others who have
 * the data are told first (Art. 19).
 * @returns what to tell the screens
 */
export async function settleErasureRequests(
  deps: Pick<Deps, "clock" | "ids">,
  tx: Tx,
  tenantId: string,
  contactId: string,
): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  for (const row of await loadErasureRequests(tx, contactId)) {
    const requestId = row.request_id;
    if (row.source !== "office" || !(await lockOpenRequest(tx, requestId))) continue;
    await updateRequest(tx, requestId, { state: "answered", closed_at: deps.clock.now() });
    await appendAudit(deps, tx, {
      tenantId,
      actor: server,
      verb: "close-subject-request",
      subjectKind: "subject-request",
      subjectId: requestId,
      details: { outcome: "answered", told: 0 },
    });
    events.push({ kind: "subject-request-changed", contactId, conversationId: row.conversation_id });
  }
  return events;
}
