import type { Tx } from "../platform/db.ts";
import * as store from "./hold.store.ts";

/** For whoever deletes elsewhere: sees every hold that is said to stand, and none is set until commit. The first lock of all. */
export async function heedHolds(tx: Tx, tenantId: string): Promise<void> {
  await store.heedHolds(tx, tenantId);
}
