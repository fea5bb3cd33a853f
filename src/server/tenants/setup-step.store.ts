import { sql } from "kysely";
import type { SetupStep } from "../../contract/setup.ts";
import type { Tx } from "../platform/db.ts";

export interface StepRow {
  readonly step: string;
  readonly fields: unknown;
}

export async function loadSteps(tx: Tx): Promise<StepRow[]> {
  return await tx.selectFrom("setup_step").select(["step", "fields"]).execute();
}

/** Locks the steps of this business, those without a row included. */
export async function lockSteps(tx: Tx, tenantId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`setup:${tenantId}`}, 0))`.execute(tx);
}

export async function upsertStep(
  tx: Tx,
  tenantId: string,
  row: { step: SetupStep; fields: object; done: boolean; at: Date },
): Promise<void> {
  const fields = JSON.stringify(row.fields);
  await tx
    .insertInto("setup_step")
    .values({ tenant_id: tenantId, step: row.step, fields, done_at: row.done ? row.at : null })
    .onConflict((conflict) =>
      conflict.columns(["tenant_id", "step"]).doUpdateSet((eb) => ({
        fields,
        done_at: row.done ? eb.fn.coalesce("setup_step.done_at", eb.val(row.at)) : null,
      })),
    )
    .execute();
}
