import type { NewEvent } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import { loadWaiting } from "./room-mark.store.ts";

/** That messages changed, for those who have them: whoever is free until a message comes does not hear of it (IN-4). */
export async function changesOf(
  tx: Tx,
  messages: readonly { readonly roomId: string; readonly messageId: string }[],
): Promise<NewEvent[]> {
  const waiting = await loadWaiting(
    tx,
    messages.map(({ messageId }) => messageId),
  );
  return messages.map(({ roomId, messageId }) => ({
    kind: "room-message-changed",
    roomId,
    messageId,
    withheldFrom: waiting.get(messageId) ?? [],
  }));
}
