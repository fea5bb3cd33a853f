import type { Deps } from "../platform/deps.ts";
import { leavers } from "./departure.store.ts";
import { letGo } from "./let-go.action.ts";

/**
 * DV-4: the day after somebody's last day, at midnight where the business is. The door refuses them from then on
 * anyway; this leaves nothing behind for a date to be changed.
 */
export async function endLeavers(deps: Deps, tenantId: string): Promise<void> {
  await deps.db.withTenant(tenantId, async (tx) => {
    for (const memberId of await leavers(tx, deps.clock.now())) await letGo(deps, tx, tenantId, memberId);
  });
}
