import type { Tx } from "../platform/db.ts";
import * as store from "./hold-turn.store.ts";

/** Whoever sets a hold waits until what is being deleted without it is gone. The first lock of all. */
export async function lockHolds(tx: Tx, tenantId: string): Promise<void> {
  await store.lockHolds(tx, tenantId);
}

/** Whoever deletes: every hold that is said to stand is seen from here on, and none is set until commit. The first lock of all. */
export async function heedHolds(tx: Tx, tenantId: string): Promise<void> {
  await store.heedHolds(tx, tenantId);
}
