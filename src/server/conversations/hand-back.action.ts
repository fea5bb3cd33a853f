import type { NewEvent } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import { clearAssignee } from "./conversation.store.ts";

/** Open conversations of somebody who left are nobody's again, so that somebody takes them. @returns events to append */
export async function handBack(tx: Tx, memberId: string): Promise<NewEvent[]> {
  const ids = await clearAssignee(tx, memberId);
  return ids.map((conversationId) => ({ kind: "conversation-changed", conversationId }));
}
