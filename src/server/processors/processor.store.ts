import type { GapDecision, ProcessorTemplate, SaveProcessor, SetupChannel } from "../../contract/setup-papers.ts";
import type { Tx } from "../platform/db.ts";
import { type ProcessorRow, processorJson } from "./processor-json.ts";

const columns = [
  "processor_id",
  "template",
  "name",
  "channel_kind",
  "fields",
  "checklist",
  "agreement",
  "gap_decision",
  "not_required_reason",
  "next_review_on",
] as const;

/** The register: what every channel runs over (server) first, then the channels' own. */
export async function loadProcessors(tx: Tx): Promise<ProcessorRow[]> {
  const rows = await tx
    .selectFrom("processor")
    .select(columns)
    .orderBy("channel_kind", (order) => order.nullsFirst())
    .orderBy("processor_id")
    .execute();
  return rows.map((row) => processorJson.parse(row));
}

/** Takes a row out that proves nothing; one with a file or an announced change stays (foreign keys). */
export async function deleteProcessor(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom("processor").where("processor_id", "=", id).execute();
}

/** One row, locked until the transaction ends: saving and deciding read it first. */
export async function lockProcessor(tx: Tx, id: string): Promise<ProcessorRow | undefined> {
  const row = await tx
    .selectFrom("processor")
    .select(columns)
    .where("processor_id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? undefined : processorJson.parse(row);
}

export async function insertProcessor(
  tx: Tx,
  tenantId: string,
  row: SaveProcessor & { id: string; template: ProcessorTemplate; channel: SetupChannel | null; at: Date },
): Promise<void> {
  await tx
    .insertInto("processor")
    .values({
      tenant_id: tenantId,
      processor_id: row.id,
      template: row.template,
      name: row.name,
      channel_kind: row.channel,
      fields: JSON.stringify(row.fields),
      checklist: JSON.stringify(row.checklist),
      agreement: row.agreement === null ? null : JSON.stringify(row.agreement),
      not_required_reason: row.notRequiredReason,
      updated_at: row.at,
    })
    .execute();
}

export async function updateProcessor(
  tx: Tx,
  id: string,
  row: SaveProcessor & { nextReviewOn: string | null; at: Date },
): Promise<void> {
  await tx
    .updateTable("processor")
    .set({
      name: row.name,
      fields: JSON.stringify(row.fields),
      checklist: JSON.stringify(row.checklist),
      agreement: row.agreement === null ? null : JSON.stringify(row.agreement),
      not_required_reason: row.notRequiredReason,
      next_review_on: row.nextReviewOn,
      updated_at: row.at,
    })
    .where("processor_id", "=", id)
    .execute();
}

export async function setGapDecision(tx: Tx, id: string, decision: GapDecision, at: Date): Promise<void> {
  await tx
    .updateTable("processor")
    .set({ gap_decision: JSON.stringify(decision), updated_at: at })
    .where("processor_id", "=", id)
    .execute();
}

export async function setNextReview(tx: Tx, id: string, day: string, at: Date): Promise<void> {
  await tx
    .updateTable("processor")
    .set({ next_review_on: day, updated_at: at })
    .where("processor_id", "=", id)
    .execute();
}

/** Undefined: never switched, the adequacy decision counts as standing. */
export async function loadTransferSwitch(
  tx: Tx,
): Promise<{ dpfValid: boolean; source: string; changedAt: Date } | undefined> {
  const row = await tx.selectFrom("transfer_switch").select(["dpf_valid", "source", "changed_at"]).executeTakeFirst();
  return row === undefined ? undefined : { dpfValid: row.dpf_valid, source: row.source, changedAt: row.changed_at };
}

export async function saveTransferSwitch(
  tx: Tx,
  tenantId: string,
  row: { dpfValid: boolean; source: string; at: Date },
): Promise<void> {
  const values = { dpf_valid: row.dpfValid, source: row.source, changed_at: row.at };
  await tx
    .insertInto("transfer_switch")
    .values({ tenant_id: tenantId, ...values })
    .onConflict((conflict) => conflict.column("tenant_id").doUpdateSet(values))
    .execute();
}
