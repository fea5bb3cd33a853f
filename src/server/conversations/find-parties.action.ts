import type { Tx } from "../platform/db.ts";
import { findConversation } from "./access.store.ts";

/** A conversation by its id or the number people say, and whose it is. Ids only: this opens nothing. */
export async function findParties(
  tx: Tx,
  which: string | number | undefined,
): Promise<{ conversationId: string; conversationNumber: number; contactId: string } | undefined> {
  return which === undefined ? undefined : await findConversation(tx, which);
}
