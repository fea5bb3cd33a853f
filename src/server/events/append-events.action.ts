import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { insertEvents, type NewEvent } from "./event.store.ts";

export type { NewEvent } from "./event.store.ts";

/**
 * Appends events in the transaction of the change they tell of. Call it last: from here to commit the feed of this
 * tenant is locked.
 */
export async function appendEvents(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  tenantId: string,
  events: readonly NewEvent[],
): Promise<void> {
  if (events.length === 0) return;
  insertEvents(tx, tenantId, events, deps.clock.now());
}
