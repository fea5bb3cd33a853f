import type { NewEvent } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { can } from "../rights/can.ts";
import { loadRole } from "./access.store.ts";
import { countAssigned, passOn } from "./conversation.store.ts";

/**
 * Open and put-off conversations of somebody who leaves: somebody else takes care of them, or nobody, so that somebody
 * takes them; what is reserved goes to nobody who may not see it. @returns events to append, one for each conversation
 */
export async function passOnConversations(
  { clock }: Pick<Deps, "clock">,
  tx: Tx,
  memberId: string,
  toId: string | null,
): Promise<NewEvent[]> {
  const role = toId === null ? undefined : await loadRole(tx, toId, clock.now());
  const sees = role !== undefined && can({ role }, "read-reserved");
  const ids = [...(await passOn(tx, memberId, toId, false)), ...(await passOn(tx, memberId, sees ? toId : null, true))];
  return ids.map((conversationId) => ({ kind: "conversation-changed", conversationId }));
}

export async function countConversationsOf(tx: Tx, memberId: string): Promise<number> {
  return await countAssigned(tx, memberId);
}
