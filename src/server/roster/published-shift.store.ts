import type { Selectable } from "kysely";
import type { DB } from "../../../db/types.ts";
import type { ShiftAnswer } from "../../contract/roster.ts";
import type { Tx } from "../platform/db.ts";
import type { Seal } from "../platform/seal.ts";
import type { Duty } from "../working-time/reach.ts";
import type { Span } from "../working-time/spans.ts";
import type { PublishedShift } from "./shift.ts";

type Sealer = { readonly seal: Seal };
const place = (shiftId: string, memberId: string, column: string) => ({
  table: "published_shift",
  row: `${shiftId}/${memberId}`,
  column,
});

/** Times alone, without opening anything: for quiet hours and for who is on duty. */
export async function publishedIn(
  tx: Tx,
  span: Span,
  memberIds?: readonly string[],
): Promise<(Duty & { memberId: string; id: string; localStart: string; localEnd: string })[]> {
  if (memberIds?.length === 0) return [];
  const query = tx
    .selectFrom("published_shift")
    .select([
      "shift_id as id",
      "member_id as memberId",
      "kind",
      "local_start as localStart",
      "local_end as localEnd",
      "starts_at as start",
      "ends_at as end",
    ])
    .where("cancelled_at", "is", null)
    .where("starts_at", "<", span.end)
    .where("ends_at", ">", span.start)
    .orderBy("starts_at")
    .orderBy("shift_id");
  return await (memberIds ? query.where("member_id", "in", memberIds) : query).execute();
}

/** Everything that was told, cancelled ones included. */
export async function loadPublished(
  sealer: Sealer,
  tx: Tx,
  tenantId: string,
  where: {
    readonly span?: Span;
    /** Told versions of shifts that are planned in this stretch, wherever they were before. */
    readonly plannedIn?: Span;
    readonly memberId?: string;
    readonly shiftIds?: readonly string[];
    readonly asked?: boolean;
  },
): Promise<PublishedShift[]> {
  if (where.shiftIds?.length === 0) return [];
  let query = tx.selectFrom("published_shift").selectAll().orderBy("starts_at").orderBy("shift_id");
  if (where.span) query = query.where("starts_at", "<", where.span.end).where("ends_at", ">", where.span.start);
  const planned = where.plannedIn;
  if (planned)
    query = query.where("shift_id", "in", (eb) =>
      eb
        .selectFrom("shift as s")
        .select("s.shift_id")
        .where("s.starts_at", "<", planned.end)
        .where("s.ends_at", ">", planned.start),
    );
  if (where.memberId !== undefined) query = query.where("member_id", "=", where.memberId);
  if (where.shiftIds) query = query.where("shift_id", "in", where.shiftIds);
  if (where.asked) query = query.where("asked_at", "is not", null).where("answer", "=", "none");
  const rows = await query.execute();
  return rows.map((row) => toPublished(sealer, tenantId, row));
}

/** Writes what a person is told now; an older version of the same shift becomes the next one in sequence. */
export async function writePublished(
  { seal }: Sealer,
  tx: Tx,
  tenantId: string,
  shift: Pick<
    PublishedShift,
    "id" | "memberId" | "kind" | "localStart" | "localEnd" | "start" | "end" | "place" | "projectId" | "qualification"
  > & {
    readonly at: Date;
    readonly askedAt: Date | null;
    readonly answer: ShiftAnswer;
    readonly answeredAt: Date | null;
  },
): Promise<void> {
  const sealed = seal.forTenant(tenantId, place(shift.id, shift.memberId, "sealed_place"), shift.place);
  const values = {
    kind: shift.kind,
    local_start: shift.localStart,
    local_end: shift.localEnd,
    starts_at: shift.start,
    ends_at: shift.end,
    project_id: shift.projectId,
    qualification: shift.qualification,
    sealed_place: shift.place === "" ? null : sealed,
    published_at: shift.at,
    cancelled_at: null,
    asked_at: shift.askedAt,
    answer: shift.answer,
    answered_at: shift.answeredAt,
    sealed_reason: null,
  };
  await tx
    .insertInto("published_shift")
    .values({ tenant_id: tenantId, shift_id: shift.id, member_id: shift.memberId, ...values })
    .onConflict((oc) =>
      oc
        .columns(["tenant_id", "shift_id", "member_id"])
        .doUpdateSet((eb) => ({ ...values, sequence: eb("published_shift.sequence", "+", 1) })),
    )
    .execute();
}

export async function cancelPublished(
  tx: Tx,
  shift: { readonly id: string; readonly memberId: string },
  at: Date,
  askedAt: Date | null,
): Promise<void> {
  await tx
    .updateTable("published_shift")
    .set((eb) => ({
      cancelled_at: at,
      published_at: at,
      sequence: eb("sequence", "+", 1),
      asked_at: askedAt,
      answer: "none",
      answered_at: null,
      sealed_reason: null,
    }))
    .where("shift_id", "=", shift.id)
    .where("member_id", "=", shift.memberId)
    .execute();
}

export async function writeAnswer(
  { seal }: Sealer,
  tx: Tx,
  tenantId: string,
  answer: { shiftId: string; memberId: string; answer: ShiftAnswer; reason: string; at: Date },
): Promise<void> {
  const { shiftId, memberId, reason } = answer;
  await tx
    .updateTable("published_shift")
    .set({
      answer: answer.answer,
      answered_at: answer.at,
      sealed_reason: reason === "" ? null : seal.forTenant(tenantId, place(shiftId, memberId, "sealed_reason"), reason),
    })
    .where("shift_id", "=", shiftId)
    .where("member_id", "=", memberId)
    .execute();
}

function toPublished({ seal }: Sealer, tenantId: string, row: Selectable<DB["published_shift"]>): PublishedShift {
  const open = (column: "sealed_place" | "sealed_reason") => {
    const sealed = row[column];
    if (sealed === null) return "";
    return seal.openForTenant(tenantId, place(row.shift_id, row.member_id, column), sealed).toString("utf8");
  };
  return {
    id: row.shift_id,
    memberId: row.member_id,
    kind: row.kind,
    localStart: row.local_start,
    localEnd: row.local_end,
    start: row.starts_at,
    end: row.ends_at,
    place: open("sealed_place"),
    projectId: row.project_id,
    qualification: row.qualification,
    sequence: row.sequence,
    publishedAt: row.published_at,
    cancelledAt: row.cancelled_at,
    askedAt: row.asked_at,
    answer: row.answer,
    answeredAt: row.answered_at,
    reason: open("sealed_reason"),
  };
}
