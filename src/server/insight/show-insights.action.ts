import type { InsightList, InsightView } from "../../contract/insights.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { allowed } from "../rights/allowed.ts";
import { can } from "../rights/can.ts";
import { loadInsights } from "./insight.store.ts";
import { standingOf, withoutContact } from "./insight.ts";
import { reasonPlace } from "./reason-place.ts";

/** Every question and every look: all of them for the owner, the own ones for an officer. */
export async function showInsights(deps: Deps, caller: Caller): Promise<InsightList> {
  const { tenantId, memberId } = caller;
  allowed(caller, "grant-insights", "ask-insights");
  const now = deps.clock.now();
  return await deps.db.withTenant(tenantId, async (tx) => {
    const rows = await loadInsights(tx, can(caller, "grant-insights") ? {} : { askedBy: memberId });
    const contacts = rows.map((row) => row.contact_id);
    const keys = await openContactKeys(deps.seal, tx, tenantId, contacts);
    const items = rows.map((row): InsightView => {
      const key = keys.get(row.contact_id);
      const place = reasonPlace(row.insight_id);
      return {
        id: row.insight_id,
        standing: key ? standingOf(row.facts, now) : withoutContact(standingOf(row.facts, now)),
        officer: row.officer,
        conversationId: row.conversation_id as InsightView["conversationId"],
        conversationNumber: row.conversation_number,
        hours: row.hours,
        reason: key ? deps.seal.openForContact(tenantId, key, place, row.sealed_reason).toString("utf8") : null,
        askedAt: row.asked_at.toISOString(),
        decidedAt: row.decided_at?.toISOString() ?? null,
        decidedBy: row.decided_name,
        until: row.until?.toISOString() ?? null,
        endedAt: row.ended_at?.toISOString() ?? null,
        endedBy: row.ended_name,
        looks: row.looks,
        lastLookAt: row.last_look_at?.toISOString() ?? null,
      };
    });
    return { items, now: now.toISOString() };
  });
}
