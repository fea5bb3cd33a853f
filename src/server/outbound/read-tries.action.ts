import type { DeliveryTry } from "../../contract/messages.ts";
import { accessMessage } from "../conversations/access-conversation.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import { loadTries } from "./delivery/path.store.ts";

/** Each try to hand the message to its channel, in order, and how it ended (step 8). */
export async function readTries(tx: Tx, caller: Caller, messageId: string): Promise<DeliveryTry[]> {
  await accessMessage(tx, caller, messageId);
  const tries = await loadTries(tx, messageId);
  return tries.map(({ startedAt, outcome, errorCode }) => ({ at: startedAt.toISOString(), outcome, errorCode }));
}
