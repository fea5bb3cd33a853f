import { appendAudit } from "../audit/append-audit.action.ts";
import { server } from "../audit/audit.ts";
import { appendEvents, type NewEvent } from "../events/append-events.action.ts";
import type { Deps } from "../platform/deps.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { localDay } from "../time/calendar-day.ts";
import { stageOf } from "./deadline.ts";
import { loadRequests, updateRequest } from "./subject-request.store.ts";

/** DS-1: every day, each open case that has come closer to its last day is written down and shown anew. */
export async function remindRequests(deps: Deps, tenantId: string): Promise<void> {
  await deps.db.withTenant(tenantId, async (tx) => {
    const today = localDay(deps.clock.now(), await loadTimeZone(tx, tenantId));
    const events: NewEvent[] = [];
    for (const row of await loadRequests(tx)) {
      if (row.state !== "open") continue;
      const stage = stageOf(row.received_on, row.due_on, row.extended_at !== null, today);
      if (stage === row.reminded || stage === "fresh") continue;
      await updateRequest(tx, row.request_id, { reminded: stage });
      await appendAudit(deps, tx, {
        tenantId,
        actor: server,
        verb: `remind-of-subject-request`,
        subjectKind: "subject-request",
        subjectId: row.request_id,
        details: { stage },
      });
      events.push({
        kind: "subject-request-changed",
        contactId: row.contact_id,
        conversationId: row.conversation_id,
      });
    }
    await appendEvents(deps, tx, tenantId, events);
  });
}
