import type { DeliveryTry } from "../../contract/messages.ts";
import { accessMessage } from "../conversations/access-conversation.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import { loadStanding, loadTries } from "./delivery/path.store.ts";

/** Each try to hand the message to its channel, in order, how it ended (step 8), and what the channel reported since. */
export async function readTries(tx: Tx, caller: Caller, messageId: string): Promise<DeliveryTry[]> {
  await accessMessage(tx, caller, messageId);
  const tries = (await loadTries(tx, messageId)).map(({ startedAt, outcome, errorCode }) => ({
    at: startedAt.toISOString(),
    outcome,
    errorCode,
  }));
  return [...tries, ...(await reported(tx, messageId, tries.at(-1)))];
}

/** A message that failed without having been taken was told so by its last try. */
async function reported(tx: Tx, messageId: string, last: DeliveryTry | undefined): Promise<DeliveryTry[]> {
  const { state, stateAt, errorCode } = (await loadStanding(tx, messageId)) ?? {};
  if (!stateAt) return [];
  const at = stateAt.toISOString();
  if (state === "delivered" || state === "read") return [{ at, outcome: state, errorCode: null }];
  return state === "failed" && last?.outcome === "sent" ? [{ at, outcome: state, errorCode: errorCode ?? null }] : [];
}
