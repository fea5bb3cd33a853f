import type { Tx } from "../platform/db.ts";
import { lockIdentities } from "./consent.store.ts";

/** Nobody else changes what this identity agreed to until commit. */
export async function holdConsents(tx: Tx, identityId: string): Promise<void> {
  await lockIdentities(tx, [identityId]);
}
