import type { Deps } from "../platform/deps.ts";
import { after } from "../platform/instant.ts";
import { deleteSpentCodes } from "./codes/code.store.ts";
import { deleteCountsBefore } from "./rate-limit.store.ts";
import { longestWindowMs } from "./rate-rules.ts";
import { deleteUsedProofs } from "./used-proof.store.ts";

/**
 * LK-0: counts of tries whose window is over, one-time codes that are used or out of date, and proofs past their minute. What came of a code stands
 * in the audit.
 */
export async function sweepCodes(deps: Deps, tenantId: string): Promise<void> {
  const now = deps.clock.now();
  await deps.db.withTenant(tenantId, async (tx) => {
    await deleteCountsBefore(tx, after(now, -longestWindowMs));
    await deleteSpentCodes(tx, now);
    await deleteUsedProofs(tx, now);
  });
}
