import type { Tx } from "../platform/db.ts";
import { deleteDone } from "./departure.store.ts";

/** LK-16: receipts of people who left before that. */
export async function forgetDepartures(tx: Tx, before: Date): Promise<void> {
  await deleteDone(tx, before);
}
