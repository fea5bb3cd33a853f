import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { insertEvents, type NewEvent } from "./event.store.ts";

export type { NewEvent } from "./event.store.ts";

interface Untold {
  readonly tenantId: string;
  readonly events: NewEvent[];
  readonly at: Date;
}

/** What a transaction that has not ended yet has to tell. */
const untold = new WeakMap<Tx, Untold>();

/**
 * Appends events in the transaction of the change they tell of. They get their numbers when it ends: from there to the
 * commit the feed of this tenant is locked, and nobody who still wants another lock holds it.
 */
export async function appendEvents(
  { clock }: Pick<Deps, "clock">,
  tx: Tx,
  tenantId: string,
  events: readonly NewEvent[],
): Promise<void> {
  if (events.length === 0) return;
  untold.set(tx, { tenantId, events: [...(untold.get(tx)?.events ?? []), ...events], at: clock.now() });
}

/** Gives them their numbers, as the very last thing a transaction does. */
export function tellEvents(tx: Tx): void {
  const last = untold.get(tx);
  if (last === undefined) return;
  untold.delete(tx);
  insertEvents(tx, last.tenantId, last.events, last.at);
}
