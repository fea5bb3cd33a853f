import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { deletePressesBefore } from "./press.store.ts";

/** LK-0: whoever still waits for an answer after seven days looks first. */
export async function sweepPresses(deps: Deps, tenantId: string): Promise<void> {
  await deps.db.withTenant(tenantId, (tx) => deletePressesBefore(tx, after(deps.clock.now(), -7 * day)));
}
