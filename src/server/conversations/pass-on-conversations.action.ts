import type { NewEvent } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import { countAssigned, passOn } from "./conversation.store.ts";

/**
 * Open and put-off conversations of somebody who leaves: somebody else takes care of them, or nobody, so that somebody
 * takes them. @returns events to append, one for each conversation
 */
export async function passOnConversations(tx: Tx, memberId: string, toId: string | null): Promise<NewEvent[]> {
  const ids = await passOn(tx, memberId, toId);
  return ids.map((conversationId) => ({ kind: "conversation-changed", conversationId }));
}

export async function countConversationsOf(tx: Tx, memberId: string): Promise<number> {
  return await countAssigned(tx, memberId);
}
