import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";
import type { InsightFacts } from "./insight.ts";

export interface NewInsight {
  readonly insightId: string;
  readonly conversationId: string;
  readonly conversationNumber: number;
  readonly contactId: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly hours: number;
  readonly sealedReason: Buffer;
}

/** @returns false when this officer's question about this conversation waits already */
export async function insertInsight(tx: Tx, tenantId: string, row: NewInsight): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("insight")
    .values({
      tenant_id: tenantId,
      insight_id: row.insightId,
      conversation_id: row.conversationId,
      conversation_number: row.conversationNumber,
      contact_id: row.contactId,
      asked_by: row.askedBy,
      asked_at: row.askedAt,
      hours: row.hours,
      sealed_reason: row.sealedReason,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["tenant_id", "conversation_id", "asked_by"])
        // Written out: a prepared statement would not see that the partial index fits.
        .where(sql<boolean>`decision is null and ended_at is null`)
        .doNothing(),
    )
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

const facts = (row: { decision: string | null; until: Date | null; ended_at: Date | null }): InsightFacts => ({
  decision: row.decision as InsightFacts["decision"],
  until: row.until,
  endedAt: row.ended_at,
});

/** Locks one until commit, so that two who decide do it one after the other. */
export async function lockInsight(tx: Tx, insightId: string) {
  const row = await tx
    .selectFrom("insight")
    .selectAll()
    .where("insight_id", "=", insightId)
    .forUpdate()
    .executeTakeFirst();
  return row && { askedBy: row.asked_by, hours: row.hours, facts: facts(row) };
}

export async function saveStep(
  tx: Tx,
  insightId: string,
  { decision, until, endedAt }: InsightFacts,
  by: { readonly decided?: { by: string; at: Date }; readonly endedBy?: string },
): Promise<void> {
  await tx
    .updateTable("insight")
    .set({
      decision,
      until,
      ended_at: endedAt,
      ...(by.decided && { decided_by: by.decided.by, decided_at: by.decided.at }),
      ...(by.endedBy !== undefined && { ended_by: by.endedBy }),
    })
    .where("insight_id", "=", insightId)
    .execute();
}

/** Approved and not ended: what this officer may be looking through right now; the clock decides. */
export async function loadApproved(tx: Tx, memberId: string, conversationId: string) {
  const rows = await tx
    .selectFrom("insight")
    .select(["insight_id", "decision", "until", "ended_at"])
    .where("asked_by", "=", memberId)
    .where("conversation_id", "=", conversationId)
    .where("decision", "=", "approved")
    .where("ended_at", "is", null)
    .execute();
  return rows.map((row) => ({ insightId: row.insight_id, facts: facts(row) }));
}

/** Who waits for leave to look into a contact's conversations, or has it; the clock says the rest. */
export async function askersAbout(tx: Tx, contactId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom("insight")
    .select("asked_by")
    .distinct()
    .where("contact_id", "=", contactId)
    .where("ended_at", "is", null)
    .execute();
  return rows.map((row) => row.asked_by);
}

/** All, or those one member asked for, newest first, with how often each was used. */
export async function loadInsights(tx: Tx, by: { readonly askedBy?: string; readonly insightId?: string }) {
  const looks = (what: "count" | "max") =>
    sql`(select ${sql.raw(what === "count" ? "count(*)::int" : "max(e.at)")} from audit_entry e
      where e.subject_kind = 'insight' and e.subject_id = insight.insight_id::text and e.verb = 'look-into-conversation')`;
  let query = tx
    .selectFrom("insight")
    .innerJoin("member as asker", "asker.member_id", "insight.asked_by")
    .leftJoin("member as decider", "decider.member_id", "insight.decided_by")
    .leftJoin("member as ender", "ender.member_id", "insight.ended_by")
    .selectAll("insight")
    .select(["asker.name as officer", "decider.name as decided_name", "ender.name as ended_name"])
    .select([looks("count").$castTo<number>().as("looks"), looks("max").$castTo<Date | null>().as("last_look_at")])
    .orderBy("insight.asked_at", "desc")
    .orderBy("insight.insight_id", "desc")
    .limit(200);
  if (by.askedBy !== undefined) query = query.where("insight.asked_by", "=", by.askedBy);
  if (by.insightId !== undefined) query = query.where("insight.insight_id", "=", by.insightId);
  const rows = await query.execute();
  return rows.map((row) => ({ ...row, facts: facts(row) }));
}
