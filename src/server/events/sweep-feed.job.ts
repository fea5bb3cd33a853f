import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { deleteEventsBefore } from "./event.store.ts";

/** Events are notes of change, kept seven days (LK-0): a screen that was away longer fetches its state anew. */
export async function sweepFeed(deps: Deps, tenantId: string): Promise<void> {
  await deps.db.withTenant(tenantId, (tx) => deleteEventsBefore(tx, after(deps.clock.now(), -7 * day)));
}
