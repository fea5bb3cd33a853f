import type { Tx } from "../platform/db.ts";
import { deleteStepsOf } from "./consent-proof.store.ts";

/** The proof of consents and withdrawals of erased contacts is over (LK-6). */
export async function forgetConsents(tx: Tx, contactIds: readonly string[]): Promise<void> {
  await deleteStepsOf(tx, contactIds);
}
