import type { Tx } from "../../platform/db.ts";
import { deletePrintsBefore, deleteTraces } from "./trace.store.ts";

/**
 * Forgets how messages left: what waited for them in the outbox goes too, so nothing is sent to somebody who was
 * erased. The decisions stay; they name ids only. @returns how many were waiting
 */
export async function forgetOutgoing(tx: Tx, messageIds: readonly string[]): Promise<number> {
  return await deleteTraces(tx, messageIds);
}

/** Fingerprints of adverts are needed for a day; a week later they are gone (LK-0). */
export async function forgetOldPrints(tx: Tx, before: Date): Promise<void> {
  await deletePrintsBefore(tx, before);
}
