import type { Deps } from "../platform/deps.ts";
import { callNext } from "./call-next.action.ts";
import { takeUnanswered } from "./duty.store.ts";

/** Whoever was called did not take it in time: the next one is called, at last the owner. */
export async function escalateAlarms(deps: Deps, tenantId: string): Promise<void> {
  await deps.db.withTenant(tenantId, async (tx) => {
    for (const alarm of await takeUnanswered(deps, tx, tenantId, deps.clock.now()))
      await callNext(deps, tx, tenantId, alarm);
  });
}
