import { can } from "../members/can.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import { Problem } from "../platform/problem.ts";
import { type AccessRow, loadForAccess, loadMessageForAccess } from "./access.store.ts";

/**
 * The only way to a conversation by its id: "not yours" and "not there" look the same (V15). Other businesses' rows do
 * not exist in this transaction; inside the business the role decides.
 */
export async function accessConversation(tx: Tx, caller: Caller, conversationId: string): Promise<AccessRow> {
  const row = can(caller, "read-conversations") ? await loadForAccess(tx, conversationId) : undefined;
  if (!row) throw new Problem("not-found");
  return row;
}

/** The same for a message: through its conversation. */
export async function accessMessage(
  tx: Tx,
  caller: Caller,
  messageId: string,
): Promise<AccessRow & { readonly messageState: string | null }> {
  const row = can(caller, "read-conversations") ? await loadMessageForAccess(tx, messageId) : undefined;
  if (!row) throw new Problem("not-found");
  return row;
}
