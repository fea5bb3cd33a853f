import { accessMessage } from "../../conversations/access-conversation.action.ts";
import { holdState, lockForOutcome } from "../../conversations/advance-message.action.ts";
import { putAway } from "../../conversations/take-back.action.ts";
import { appendEvents } from "../../events/append-events.action.ts";
import type { Caller } from "../../platform/caller.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { Problem } from "../../platform/problem.ts";

/**
 * "Löschen" beside "Nochmal senden" (U05): a failed message is put away as withdrawn. Nobody sends it again; it stays
 * in its place with its decisions and tries, and the conversation no longer says that something was not sent.
 */
export async function discardMessage(deps: Deps, tx: Tx, caller: Caller, messageId: string): Promise<void> {
  const { conversationId } = await accessMessage(tx, caller, messageId);
  await lockForOutcome(tx, conversationId);
  if ((await holdState(tx, messageId)) !== "failed")
    throw new Problem("conflict", {
      detail: {
        de: "Löschen lässt sich nur eine Nachricht, die nicht zugestellt wurde.",
        en: "Only a message that was not delivered can be deleted.",
      },
    });
  await putAway(deps, tx, conversationId, messageId);
  await appendEvents(deps, tx, caller.tenantId, [
    { kind: "message-changed", messageId, conversationId, memberId: caller.memberId },
  ]);
}
