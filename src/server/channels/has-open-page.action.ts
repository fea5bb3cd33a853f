import type { Tx } from "../platform/db.ts";
import { hasLivePage } from "./channel-account.store.ts";

/** True when customers can write under /k/web: the way without Meta that other notices may name (MD-3). */
export async function hasOpenPage(tx: Tx): Promise<boolean> {
  return hasLivePage(tx);
}
