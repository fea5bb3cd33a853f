import type { Tx } from "../platform/db.ts";
import type { Span } from "../working-time/spans.ts";

/** Somebody is not available. Why is nowhere. */
export interface Absence extends Span {
  readonly id: string;
  readonly memberId: string;
  readonly localStart: string;
  readonly localEnd: string;
}

export async function absencesIn(tx: Tx, span: Span, memberIds?: readonly string[]): Promise<Absence[]> {
  if (memberIds?.length === 0) return [];
  const query = tx
    .selectFrom("absence")
    .select([
      "absence_id as id",
      "member_id as memberId",
      "local_start as localStart",
      "local_end as localEnd",
      "starts_at as start",
      "ends_at as end",
    ])
    .where("starts_at", "<", span.end)
    .where("ends_at", ">", span.start)
    .orderBy("starts_at")
    .orderBy("absence_id");
  return await (memberIds ? query.where("member_id", "in", memberIds) : query).execute();
}

export async function insertAbsence(tx: Tx, tenantId: string, absence: Absence): Promise<void> {
  await tx
    .insertInto("absence")
    .values({
      tenant_id: tenantId,
      absence_id: absence.id,
      member_id: absence.memberId,
      local_start: absence.localStart,
      local_end: absence.localEnd,
      starts_at: absence.start,
      ends_at: absence.end,
    })
    .execute();
}

/** @returns whose it was; undefined: there is none */
export async function deleteAbsence(tx: Tx, id: string): Promise<string | undefined> {
  const row = await tx.deleteFrom("absence").where("absence_id", "=", id).returning("member_id").executeTakeFirst();
  return row?.member_id;
}

export async function deleteAbsencesBefore(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom("absence").where("ends_at", "<", before).execute();
}
