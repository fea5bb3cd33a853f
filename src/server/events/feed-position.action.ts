import type { Tx } from "../platform/db.ts";
import { feedBounds } from "./event.store.ts";

/** Number of the newest event: whoever reads state in the same transaction follows the feed from here. */
export async function feedPosition(tx: Tx): Promise<number> {
  return (await feedBounds(tx)).head;
}
