import type { Tx } from "../platform/db.ts";
import { loadRequest } from "./subject-request.store.ts";

/** The conversation a request came from. */
export async function conversationOfRequest(tx: Tx, requestId: string): Promise<string | undefined> {
  return (await loadRequest(tx, requestId))?.conversation_id;
}
