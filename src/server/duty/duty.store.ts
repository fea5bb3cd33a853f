import type { Selectable } from "kysely";
import type { DB } from "../../../db/types.ts";
import type { Tx } from "../platform/db.ts";
import type { Seal } from "../platform/seal.ts";

export interface DutyNote {
  readonly id: string;
  readonly memberId: string;
  readonly at: Date;
  readonly text: string;
}

export interface DutyAlarm {
  readonly id: string;
  readonly raisedAt: Date;
  readonly raisedBy: string | null;
  readonly conversationId: string | null;
  readonly text: string;
  /** When the next one is called; null: taken, or nobody is left. */
  readonly nextAt: Date | null;
  readonly acknowledged: { readonly at: Date; readonly by: string } | null;
  /** Whom it called so far, in order. */
  readonly steps: readonly { readonly memberId: string; readonly at: Date }[];
}

type Sealer = { readonly seal: Seal };
const notePlace = (row: string) => ({ table: "duty_note", row, column: "sealed_text" });
const alarmPlace = (row: string) => ({ table: "duty_alarm", row, column: "sealed_text" });

export async function insertNote({ seal }: Sealer, tx: Tx, tenantId: string, note: DutyNote): Promise<void> {
  await tx
    .insertInto("duty_note")
    .values({
      tenant_id: tenantId,
      note_id: note.id,
      member_id: note.memberId,
      sealed_text: seal.forTenant(tenantId, notePlace(note.id), note.text),
      at: note.at,
    })
    .execute();
}

/** The newest first. */
export async function loadNotes({ seal }: Sealer, tx: Tx, tenantId: string, limit: number): Promise<DutyNote[]> {
  const rows = await tx
    .selectFrom("duty_note")
    .selectAll()
    .orderBy("at", "desc")
    .orderBy("note_id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.note_id,
    memberId: row.member_id,
    at: row.at,
    text: seal.openForTenant(tenantId, notePlace(row.note_id), row.sealed_text).toString("utf8"),
  }));
}

export async function insertAlarm(
  { seal }: Sealer,
  tx: Tx,
  tenantId: string,
  alarm: Pick<DutyAlarm, "id" | "raisedAt" | "raisedBy" | "conversationId" | "text">,
): Promise<void> {
  await tx
    .insertInto("duty_alarm")
    .values({
      tenant_id: tenantId,
      alarm_id: alarm.id,
      raised_at: alarm.raisedAt,
      raised_by: alarm.raisedBy,
      conversation_id: alarm.conversationId,
      sealed_text: seal.forTenant(tenantId, alarmPlace(alarm.id), alarm.text),
    })
    .execute();
}

export async function insertStep(
  tx: Tx,
  tenantId: string,
  step: { alarmId: string; number: number; memberId: string; at: Date; decisionId: string },
): Promise<void> {
  await tx
    .insertInto("duty_alarm_step")
    .values({
      tenant_id: tenantId,
      alarm_id: step.alarmId,
      step: step.number,
      member_id: step.memberId,
      at: step.at,
      decision_id: step.decisionId,
    })
    .execute();
}

export async function setNextStep(tx: Tx, id: string, nextAt: Date | null): Promise<void> {
  await tx.updateTable("duty_alarm").set({ next_at: nextAt }).where("alarm_id", "=", id).execute();
}

export async function acknowledge(tx: Tx, id: string, by: string, at: Date): Promise<void> {
  await tx
    .updateTable("duty_alarm")
    .set({ acknowledged_at: at, acknowledged_by: by, next_at: null })
    .where("alarm_id", "=", id)
    .execute();
}

/** Alarms nobody took in time; nobody else calls the next one until commit. */
export async function takeUnanswered(sealer: Sealer, tx: Tx, tenantId: string, now: Date): Promise<DutyAlarm[]> {
  const rows = await tx
    .selectFrom("duty_alarm")
    .selectAll()
    .where("acknowledged_at", "is", null)
    .where("next_at", "<=", now)
    .forUpdate()
    .skipLocked()
    .execute();
  return await withSteps(sealer, tx, tenantId, rows);
}

/** One; nobody else takes it until commit. */
export async function findAlarm(sealer: Sealer, tx: Tx, tenantId: string, id: string): Promise<DutyAlarm | undefined> {
  const rows = await tx.selectFrom("duty_alarm").selectAll().where("alarm_id", "=", id).forUpdate().execute();
  return (await withSteps(sealer, tx, tenantId, rows))[0];
}

/** The newest first; those nobody took are always among them. */
export async function loadAlarms(sealer: Sealer, tx: Tx, tenantId: string, since: Date): Promise<DutyAlarm[]> {
  const rows = await tx
    .selectFrom("duty_alarm")
    .selectAll()
    .where((eb) => eb.or([eb("acknowledged_at", "is", null), eb("raised_at", ">", since)]))
    .orderBy("raised_at", "desc")
    .orderBy("alarm_id", "desc")
    .limit(50)
    .execute();
  return await withSteps(sealer, tx, tenantId, rows);
}

async function withSteps(
  { seal }: Sealer,
  tx: Tx,
  tenantId: string,
  rows: readonly Selectable<DB["duty_alarm"]>[],
): Promise<DutyAlarm[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.alarm_id);
  const steps = await tx
    .selectFrom("duty_alarm_step")
    .selectAll()
    .where("alarm_id", "in", ids)
    .orderBy("step")
    .execute();
  return rows.map((row) => ({
    id: row.alarm_id,
    raisedAt: row.raised_at,
    raisedBy: row.raised_by,
    conversationId: row.conversation_id,
    text:
      row.sealed_text === null
        ? ""
        : seal.openForTenant(tenantId, alarmPlace(row.alarm_id), row.sealed_text).toString("utf8"),
    nextAt: row.next_at,
    acknowledged:
      row.acknowledged_at && row.acknowledged_by ? { at: row.acknowledged_at, by: row.acknowledged_by } : null,
    steps: steps
      .filter((step) => step.alarm_id === row.alarm_id)
      .map((step) => ({ memberId: step.member_id, at: step.at })),
  }));
}

/** After 90 days words go; after two years everything (LK-12). Call-outs are working time (§ 16(2) ArbZG). */
export async function sweepDutyRows(tx: Tx, words: Date, all: Date): Promise<void> {
  await tx.deleteFrom("duty_note").where("at", "<", words).execute();
  await tx
    .updateTable("duty_alarm")
    .set({ sealed_text: null })
    .where("raised_at", "<", words)
    .where("sealed_text", "is not", null)
    .execute();
  await tx.deleteFrom("duty_alarm").where("raised_at", "<", all).execute();
}
