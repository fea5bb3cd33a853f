import type { Tx } from "../../platform/db.ts";
import { lockNext } from "../outbox.store.ts";

/** Whether this conversation has another message to send, now or later. */
export async function isSomethingWaiting(tx: Tx, conversationId: string, now: Date): Promise<boolean> {
  return (await lockNext(tx, conversationId, now)) !== undefined;
}
