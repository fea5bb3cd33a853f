import type { Tx } from "../platform/db.ts";
import { deleteNoticeProofs, strip } from "./notice-delivery.store.ts";

/**
 * Of a handed-over notice the bare proof stays: which version, when, how it went (LK-8). The copy in the person's own
 * words and the channel's message id go. @returns how many proofs stay
 */
export async function forgetNoticeTexts(tx: Tx, contactId: string): Promise<number> {
  return await strip(tx, contactId);
}

/** The proof itself is over (LK-8). */
export async function forgetNoticeProofs(tx: Tx, contactIds: readonly string[]): Promise<number> {
  return await deleteNoticeProofs(tx, contactIds);
}
