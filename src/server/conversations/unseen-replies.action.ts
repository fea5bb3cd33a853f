import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import { lockConversation } from "./conversation.store.ts";
import { countRepliesAfter, putReadByReply } from "./member-view.store.ts";
import { findByClientId } from "./message.store.ts";

/** Locks the conversation and looks for a message this request has made before. @returns its id */
export async function lockAndFindTwin(tx: Tx, conversationId: string, clientId: string): Promise<string | undefined> {
  await lockConversation(tx, conversationId);
  const twin = await findByClientId(tx, clientId);
  return twin?.conversation_id === conversationId ? twin.message_id : undefined;
}

/** Where the message stands that this request has made before, whatever has become of it. */
export async function conversationOfPress(tx: Tx, clientId: string): Promise<string | undefined> {
  return (await findByClientId(tx, clientId))?.conversation_id;
}

/** Has a colleague replied to the contact after the last position this member saw? Asked before sending (U19). */
export async function unseenReplies(
  tx: Tx,
  conversationId: string,
  seenPosition: number,
  memberId: string,
): Promise<boolean> {
  return (await countRepliesAfter(tx, conversationId, seenPosition, memberId)) > 0;
}

/** Whoever answers has read what stood above when they wrote. @param seen the last position they saw; undefined: all */
export async function markSeen(
  tx: Tx,
  caller: Caller,
  conversationId: string,
  position: number,
  seen: number | undefined,
): Promise<void> {
  await putReadByReply(tx, caller.tenantId, caller.memberId, conversationId, position, seen);
}
