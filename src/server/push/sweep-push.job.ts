import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { deleteOldTally } from "./push.store.ts";

/** Counts of push services are of use for a month. */
export async function sweepPush(deps: Deps, tenantId: string): Promise<void> {
  await deps.db.withTenant(tenantId, (tx) => deleteOldTally(tx, after(deps.clock.now(), -30 * day)));
}
