import { blockMessage } from "../conversations/advance-message.action.ts";
import { carryNotice } from "../conversations/carry-notice.action.ts";
import { messagesHeldBack } from "../conversations/open-message.action.ts";
import type { NewEvent } from "../events/append-events.action.ts";
import { currentNotice } from "../notices/current-notice.action.ts";
import { retryNotice } from "../notices/hand-over-notice.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { addJobs } from "../platform/jobs.ts";
import { insertOutbox } from "./outbox.store.ts";
import { reconsider } from "./reconsider.action.ts";
import { noticeStatus } from "./send-facts.ts";
import { deliverJobs, waitsForNoticeOnly } from "./send-message.action.ts";

/**
 * Replies that waited for the privacy notice (PN-1): now that it is out they are judged again and leave. Where the
 * notice could not go alone, the first reply carries its text in front.
 * @returns events to append
 */
export async function releaseHeld(deps: Deps, tx: Tx, tenantId: string, conversationId: string): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  for (const messageId of await messagesHeldBack(tx, conversationId))
    events.push(...(await releaseOne(deps, tx, tenantId, conversationId, messageId)));
  return events;
}

async function releaseOne(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  conversationId: string,
  messageId: string,
): Promise<NewEvent[]> {
  let judged = await reconsider(deps, tx, tenantId, conversationId, messageId);
  if (!judged) return [];
  if (waitsForNoticeOnly(judged.verdict)) {
    const notice =
      noticeStatus(judged.row) === "failed"
        ? await currentNotice(deps, tx, tenantId, judged.row.channelKind)
        : undefined;
    if (!notice || !(await carryNotice(deps, tx, tenantId, judged.row.contactId, messageId, notice.shortText)))
      return [];
    await retryNotice(tx, judged.row.identityId, notice.version, messageId, deps.clock.now());
    judged = await reconsider(deps, tx, tenantId, conversationId, messageId);
  }
  if (!judged) return [];
  const { verdict, decisionId, row } = judged;
  if (verdict.verdict !== "allow") {
    await blockMessage(tx, messageId, deps.clock.now(), decisionId);
    return [{ kind: "message-blocked", messageId, conversationId }];
  }
  await insertOutbox(
    tx,
    tenantId,
    [{ messageId, conversationId, accountId: row.accountId, decisionId }],
    deps.clock.now(),
  );
  await addJobs(tx, deliverJobs(tenantId, [conversationId]));
  return [{ kind: "message-changed", messageId, conversationId }];
}
