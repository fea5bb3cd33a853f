import { blockMessage, lockForPerson } from "../../conversations/advance-message.action.ts";
import type { NewEvent } from "../../events/append-events.action.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { deletePrint } from "../facts/advert-print.store.ts";
import { queuedFor, settleRow } from "../outbox.store.ts";
import { followNotice } from "../waiting/follow-notice.action.ts";
import { reconsider } from "../waiting/reconsider.action.ts";

/**
 * Takes back what waits for this identity and may not leave any more: adverts after STOPP, everything after ALLES STOPP
 * (AD-7). Each is judged again, so that the conversation says why it stayed. What is with the channel already is gone.
 * @returns events to append
 */
export async function cancelAdverts(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  identityId: string,
  everything: boolean,
): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  await lockForPerson(tx, identityId);
  for (const { messageId, conversationId } of await queuedFor(tx, identityId, everything)) {
    const judged = await reconsider(deps, tx, tenantId, conversationId, messageId);
    if (!judged || judged.verdict.verdict === "allow") continue;
    await settleRow(tx, messageId, "failed", deps.clock.now());
    await deletePrint(tx, messageId);
    await blockMessage(tx, { conversationId, messageId }, deps.clock.now(), judged.decisionId);
    events.push({ kind: "message-blocked", messageId, conversationId });
    // It may be the privacy notice, or have carried it: nothing waits for what will not come.
    events.push(...(await followNotice(deps, tx, tenantId, conversationId, messageId, "failed", null)));
  }
  return events;
}
