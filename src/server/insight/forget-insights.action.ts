import type { Tx } from "../platform/db.ts";
import { deleteInsights } from "./insight.store.ts";

/** The proofs of looks of a year that is long over. */
export async function forgetInsights(tx: Tx, zone: string, lastYear: number): Promise<void> {
  await deleteInsights(tx, zone, lastYear);
}
