import type { Tx } from "../platform/db.ts";
import { findDeparture } from "./departure.store.ts";

/** When somebody's access ended; undefined: it has not. */
export async function departedAt(tx: Tx, memberId: string): Promise<Date | undefined> {
  return (await findDeparture(tx, memberId))?.doneAt ?? undefined;
}
