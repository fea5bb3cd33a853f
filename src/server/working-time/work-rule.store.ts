import type { WorkRules } from "../../contract/working-time.ts";
import type { Tx } from "../platform/db.ts";

/** Holds until the business says otherwise. */
const firstRules: WorkRules = {
  shiftRule: null,
  minorsWeekend: null,
  swapsNeedApproval: true,
  alarmMinutes: 10,
};

export async function loadWorkRules(tx: Tx): Promise<WorkRules> {
  const row = await tx.selectFrom("work_rule").selectAll().executeTakeFirst();
  if (row === undefined) return firstRules;
  return {
    shiftRule:
      row.shift_rule_on === null || row.cutoff === null
        ? null
        : { on: row.shift_rule_on, text: row.shift_rule_text, cutoff: row.cutoff },
    minorsWeekend: row.minors_weekend ? { reason: row.minors_weekend_reason } : null,
    swapsNeedApproval: row.swaps_need_approval,
    alarmMinutes: row.alarm_minutes,
  };
}

export async function saveWorkRules(tx: Tx, tenantId: string, rules: WorkRules, at: Date): Promise<void> {
  const values = {
    shift_rule_on: rules.shiftRule?.on ?? null,
    shift_rule_text: rules.shiftRule?.text ?? "",
    cutoff: rules.shiftRule?.cutoff ?? null,
    minors_weekend: rules.minorsWeekend !== null,
    minors_weekend_reason: rules.minorsWeekend?.reason ?? "",
    swaps_need_approval: rules.swapsNeedApproval,
    alarm_minutes: rules.alarmMinutes,
    updated_at: at,
  };
  await tx
    .insertInto("work_rule")
    .values({ tenant_id: tenantId, ...values })
    .onConflict((oc) => oc.column("tenant_id").doUpdateSet(values))
    .execute();
}
