import { heedHoldOfAll } from "../platform/db/holds-turn.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { sweepDutyRows } from "./duty.store.ts";

/** LK-12: words of hand-overs and alarms 90 days, the course of an alarm two years; all of it while a legal hold covers the business. */
export async function sweepDuty(deps: Deps, tenantId: string): Promise<void> {
  const now = deps.clock.now();
  await deps.db.withTenant(tenantId, async (tx) => {
    if (await heedHoldOfAll(tx, tenantId)) return;
    await sweepDutyRows(tx, after(now, -90 * day), after(now, -731 * day));
  });
}
