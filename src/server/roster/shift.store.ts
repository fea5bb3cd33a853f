import { type Selectable, sql } from "kysely";
import type { DB } from "../../../db/types.ts";
import type { Tx } from "../platform/db.ts";
import type { Seal } from "../platform/seal.ts";
import type { Span } from "../working-time/spans.ts";
import type { DraftShift, Shift } from "./shift.ts";

type Sealer = { readonly seal: Seal };
const place = (row: string) => ({ table: "shift", row, column: "sealed_place" });

export async function lockRoster(tx: Tx, tenantId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`roster:${tenantId}`}, 0))`.execute(tx);
}

export async function loadShifts(
  sealer: Sealer,
  tx: Tx,
  tenantId: string,
  where: { readonly span: Span; readonly memberIds?: readonly string[] },
): Promise<DraftShift[]> {
  const query = tx
    .selectFrom("shift")
    .selectAll()
    .where("starts_at", "<", where.span.end)
    .where("ends_at", ">", where.span.start)
    .orderBy("starts_at")
    .orderBy("shift_id");
  const { memberIds } = where;
  const rows = await (memberIds ? query.where("member_id", "in", memberIds) : query).execute();
  return rows.map((row) => toShift(sealer, tenantId, row));
}

/** One; nobody else changes it until commit. */
export async function findShift(sealer: Sealer, tx: Tx, tenantId: string, id: string): Promise<DraftShift | undefined> {
  const row = await tx.selectFrom("shift").selectAll().where("shift_id", "=", id).forUpdate().executeTakeFirst();
  return row && toShift(sealer, tenantId, row);
}

export async function saveShift({ seal }: Sealer, tx: Tx, tenantId: string, shift: Shift, at: Date): Promise<void> {
  const values = {
    member_id: shift.memberId,
    kind: shift.kind,
    local_start: shift.localStart,
    local_end: shift.localEnd,
    starts_at: shift.start,
    ends_at: shift.end,
    project_id: shift.projectId,
    qualification: shift.qualification,
    sealed_place: shift.place === "" ? null : seal.forTenant(tenantId, place(shift.id), shift.place),
    removed_at: null,
    updated_at: at,
  };
  await tx
    .insertInto("shift")
    .values({ tenant_id: tenantId, shift_id: shift.id, ...values })
    .onConflict((oc) => oc.columns(["tenant_id", "shift_id"]).doUpdateSet(values))
    .execute();
}

export async function markRemoved(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.updateTable("shift").set({ removed_at: at, updated_at: at }).where("shift_id", "=", id).execute();
}

export async function deleteShift(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom("shift").where("shift_id", "=", id).execute();
}

/** Planned and to come, for people whose last day is over by then. */
export async function countOfLeavers(tx: Tx, now: Date): Promise<number> {
  const row = await tx
    .selectFrom("shift as s")
    .innerJoin("member as m", "m.member_id", "s.member_id")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("s.removed_at", "is", null)
    .where("s.starts_at", ">", now)
    .where("m.ends_on", "is not", null)
    .where(sql<boolean>`(m.disabled_at is not null or left(s.local_start, 10)::date > m.ends_on)`)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Planned and not over, while their person is not available; the earliest first. */
export async function shiftsOfUnavailable(tx: Tx, now: Date): Promise<{ id: string; localStart: string }[]> {
  return await tx
    .selectFrom("shift as s")
    .select(["s.shift_id as id", "s.local_start as localStart"])
    .where("s.removed_at", "is", null)
    .where("s.ends_at", ">", now)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("absence as a")
          .select("a.absence_id")
          .whereRef("a.member_id", "=", "s.member_id")
          .whereRef("a.starts_at", "<", "s.ends_at")
          .whereRef("a.ends_at", ">", "s.starts_at")
          .where("a.ends_at", ">", now),
      ),
    )
    .orderBy("s.starts_at")
    .orderBy("s.shift_id")
    .execute();
}

function toShift({ seal }: Sealer, tenantId: string, row: Selectable<DB["shift"]>): DraftShift {
  return {
    id: row.shift_id,
    memberId: row.member_id,
    kind: row.kind,
    localStart: row.local_start,
    localEnd: row.local_end,
    start: row.starts_at,
    end: row.ends_at,
    place:
      row.sealed_place === null
        ? ""
        : seal.openForTenant(tenantId, place(row.shift_id), row.sealed_place).toString("utf8"),
    projectId: row.project_id,
    qualification: row.qualification,
    removed: row.removed_at !== null,
  };
}
