import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { sweepDutyRows } from "./duty.store.ts";

/** LK-12: words of hand-overs and alarms 90 days, the course of an alarm two years. */
export async function sweepDuty(deps: Deps, tenantId: string): Promise<void> {
  const now = deps.clock.now();
  await deps.db.withTenant(tenantId, (tx) => sweepDutyRows(tx, after(now, -90 * day), after(now, -731 * day)));
}
