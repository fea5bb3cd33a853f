import type { FeedEvent } from "../../src/contract/events.ts";
import { reaches, type StoredEvent } from "../../src/server/events/reaches.ts";
import { memberships } from "../../src/server/rooms/memberships.action.ts";
import type { Person } from "./a-business.ts";
import type { TestApp } from "./build-app.ts";

/** The number of the last event. */
export async function feedHead(app: TestApp): Promise<number> {
  const { head } = await app.sql((tx) => tx.selectFrom("tenant_feed").select("head").executeTakeFirstOrThrow());
  return head;
}

/** All that happened after the event of this number, as it is stored. */
export async function eventsAfter(app: TestApp, seq: number): Promise<StoredEvent[]> {
  const rows = await app.sql((tx) =>
    tx.selectFrom("event").selectAll().where("seq", ">", seq).orderBy("seq").execute(),
  );
  return rows.map((row) => ({
    seq: row.seq,
    kind: row.kind as FeedEvent["kind"],
    at: row.at.toISOString(),
    conversationId: row.conversation_id,
    messageId: row.message_id,
    contactId: row.contact_id,
    memberId: row.member_id,
    roomId: row.room_id,
    projectId: row.project_id,
    withheldFrom: row.withheld_from,
    contactReserved: false,
  }));
}

/** What somebody who works on site hears of it: of rooms and projects their own, of the inbox nothing. */
export async function heardOnSite(app: TestApp, who: Person, after: number): Promise<StoredEvent[]> {
  const belongs = await memberships(app.deps, { tenantId: app.firm.tenantId, memberId: who.memberId });
  const crew = {
    memberId: who.memberId,
    readsConversations: false,
    readsReserved: false,
    seesRoster: true,
    plansRoster: false,
    managesProjects: false,
    grantsInsights: false,
    meetsColleagues: true,
    reserved: new Set<string>(),
  };
  return (await eventsAfter(app, after)).filter((event) => reaches(event, { ...belongs, ...crew }));
}
