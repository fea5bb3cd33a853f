import type { Tx } from "../platform/db.ts";
import { lockSteps } from "./setup-step.store.ts";

/**
 * Lets one after the other change business, Impressum and the list of processors, until commit. Taken before anything is read: a change is laid
 * over what the one before left, and nobody waits for the feed while holding the Impressum the other waits for.
 */
export async function lockSetup(tx: Tx, tenantId: string): Promise<void> {
  await lockSteps(tx, tenantId);
}
