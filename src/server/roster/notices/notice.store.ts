import type { Tx } from "../../platform/db.ts";
import type { Asked } from "./asking.ts";

export interface ShiftNotice {
  readonly id: string;
  readonly memberId: string;
  /** A plan is told, a swap is asked for, somebody silent is asked about the plan once more. */
  readonly about: "plan" | "swap" | "again";
  /** The next of the shifts it tells of. */
  readonly shiftId: string;
  readonly urgent: boolean;
  readonly dueAt: Date;
}

export async function insertNotice(
  tx: Tx,
  tenantId: string,
  notice: ShiftNotice & { readonly decisionId: string; readonly madeAt: Date; readonly sentAt: Date | null },
): Promise<void> {
  await tx
    .insertInto("shift_notice")
    .values({
      tenant_id: tenantId,
      notice_id: notice.id,
      member_id: notice.memberId,
      about: notice.about,
      shift_id: notice.shiftId,
      urgent: notice.urgent,
      made_at: notice.madeAt,
      due_at: notice.dueAt,
      sent_at: notice.sentAt,
      decision_id: notice.decisionId,
    })
    .execute();
}

const fields = [
  "notice_id as id",
  "member_id as memberId",
  "about",
  "shift_id as shiftId",
  "urgent",
  "due_at as dueAt",
] as const;

/** What waits for somebody's work to begin and may be told now; nobody else takes it until commit. */
export async function takeDueNotices(tx: Tx, now: Date): Promise<ShiftNotice[]> {
  return await tx
    .selectFrom("shift_notice")
    .select(fields)
    .where("sent_at", "is", null)
    .where("due_at", "<=", now)
    .orderBy("due_at")
    .orderBy("notice_id")
    .limit(200)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** What was asked of these people, by person, the oldest first. */
export async function askedOf(tx: Tx, memberIds: readonly string[]): Promise<Map<string, Asked[]>> {
  if (memberIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom("shift_notice")
    .select(["member_id as memberId", "about", "made_at as madeAt", "due_at as dueAt", "sent_at as sentAt"])
    .where("member_id", "in", memberIds)
    .orderBy("made_at")
    .orderBy("notice_id")
    .execute();
  return Map.groupBy(rows, ({ memberId }) => memberId);
}

export async function updateNotice(
  tx: Tx,
  id: string,
  change: { readonly sentAt: Date | null; readonly dueAt: Date; readonly decisionId?: string },
): Promise<void> {
  await tx
    .updateTable("shift_notice")
    .set({
      sent_at: change.sentAt,
      due_at: change.dueAt,
      ...(change.decisionId !== undefined && { decision_id: change.decisionId }),
    })
    .where("notice_id", "=", id)
    .execute();
}

/** A newer plan says it better: what still waits for this person is dropped, the question about the old one too. */
export async function dropWaiting(tx: Tx, memberIds: readonly string[], about: ShiftNotice["about"]): Promise<void> {
  if (memberIds.length === 0) return;
  await tx
    .deleteFrom("shift_notice")
    .where("member_id", "in", memberIds)
    .where("about", "in", about === "plan" ? ["plan", "again"] : [about])
    .where("sent_at", "is", null)
    .execute();
}
