import type { Tx } from "../platform/db.ts";
import { loadConversationsOf } from "./attachment.store.ts";

/** Where files were sent or came in; one that is in no message is left out. */
export async function conversationsOfFiles(
  tx: Tx,
  attachmentIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  return await loadConversationsOf(tx, attachmentIds);
}
