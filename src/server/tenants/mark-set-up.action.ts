import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { markSetUp as mark } from "./tenant.store.ts";

/** The first channel is open: the set-up counts as done, and stays so. */
export async function markSetUp(deps: Pick<Deps, "clock">, tx: Tx, tenantId: string): Promise<void> {
  await mark(tx, tenantId, deps.clock.now());
}
