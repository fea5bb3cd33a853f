import type { Tx } from "../platform/db.ts";
import { loadConversationOf } from "./attachment.store.ts";

/** Where a file was sent or came in; undefined for one that is in no message. */
export async function conversationOfFile(tx: Tx, attachmentId: string): Promise<string | undefined> {
  return await loadConversationOf(tx, attachmentId);
}
