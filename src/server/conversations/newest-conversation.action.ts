import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import { type AccessRow, loadNewest } from "./access.store.ts";
import { reachOf } from "./access-conversation.action.ts";

/**
 * Of the conversations of a project the one in which something happened last, for those who write from the project
 * without reading the inbox; whether they may is asked by the project.
 */
export async function newestConversation(
  tx: Tx,
  caller: Pick<Caller, "role">,
  conversationIds: readonly string[],
): Promise<AccessRow | undefined> {
  return await loadNewest(tx, conversationIds, reachOf(caller));
}
