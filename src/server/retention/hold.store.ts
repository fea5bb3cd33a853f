import { sql } from "kysely";
import type { RetentionHold } from "../../../db/types.ts";
import type { Tx } from "../platform/db.ts";

export interface HoldRow {
  readonly hold_id: string;
  readonly contact_id: string | null;
  readonly conversation_id: string | null;
  readonly kind: string;
  readonly sealed_reason: Uint8Array;
  readonly review_on: string;
  readonly set_at: Date;
  readonly set_by: string;
  readonly member_name: string | null;
}

/** Holds that stand: of one contact (those of the whole business included), or all. */
export async function standingHolds(tx: Tx, contactId?: string): Promise<HoldRow[]> {
  return await tx
    .selectFrom("retention_hold as h")
    .leftJoin("member as m", "m.member_id", "h.set_by")
    .select([
      "h.hold_id",
      "h.contact_id",
      "h.conversation_id",
      "h.kind",
      "h.sealed_reason",
      "h.review_on",
      "h.set_at",
      "h.set_by",
      "m.name as member_name",
    ])
    .where("h.released_at", "is", null)
    .$if(contactId !== undefined, (q) =>
      q.where((eb) => eb.or([eb("h.contact_id", "=", contactId ?? ""), eb("h.contact_id", "is", null)])),
    )
    .orderBy("h.review_on")
    .orderBy("h.hold_id")
    .execute();
}

export async function insertHold(
  tx: Tx,
  tenantId: string,
  row: {
    holdId: string;
    contactId: string | null;
    conversationId: string | null;
    kind: RetentionHold["kind"];
    sealedReason: Buffer;
    reviewOn: string;
    setBy: string;
    at: Date;
  },
): Promise<void> {
  await tx
    .insertInto("retention_hold")
    .values({
      tenant_id: tenantId,
      hold_id: row.holdId,
      contact_id: row.contactId,
      conversation_id: row.conversationId,
      kind: row.kind,
      sealed_reason: row.sealedReason,
      review_on: row.reviewOn,
      set_by: row.setBy,
      set_at: row.at,
    })
    .execute();
}

export async function findHold(tx: Tx, holdId: string): Promise<{ contactId: string | null } | undefined> {
  const row = await tx
    .selectFrom("retention_hold")
    .select("contact_id")
    .where("hold_id", "=", holdId)
    .where("released_at", "is", null)
    .forUpdate()
    .executeTakeFirst();
  return row && { contactId: row.contact_id };
}

/** Standing or released. */
export async function isKnown(tx: Tx, holdId: string): Promise<boolean> {
  const row = await tx.selectFrom("retention_hold").select("hold_id").where("hold_id", "=", holdId).executeTakeFirst();
  return row !== undefined;
}

/** @param by null: nobody of whom these data know */
export async function releaseRow(tx: Tx, holdId: string, by: string | null, at: Date): Promise<void> {
  await tx
    .updateTable("retention_hold")
    .set({ released_at: at, released_by: by })
    .where("hold_id", "=", holdId)
    .execute();
}

/** Holds whose review is due and of which nobody was reminded yet. */
export async function dueReviews(tx: Tx, today: string): Promise<{ holdId: string; contactId: string | null }[]> {
  const { rows } = await sql<{ holdId: string; contactId: string | null }>`
    update retention_hold set reminded_on = ${today}::date
    where released_at is null and review_on <= ${today}::date and reminded_on is null
    returning hold_id as "holdId", contact_id as "contactId"`.execute(tx);
  return rows;
}
