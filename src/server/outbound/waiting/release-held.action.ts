import { blockMessage } from "../../conversations/advance-message.action.ts";
import { carryNotice } from "../../conversations/carry-notice.action.ts";
import { messagesHeldBack } from "../../conversations/open-message.action.ts";
import { heldUntilOf } from "../../conversations/take-back.action.ts";
import type { NewEvent } from "../../events/append-events.action.ts";
import { currentNotice } from "../../notices/current-notice.action.ts";
import { retryNotice } from "../../notices/hand-over-notice.action.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { addJobs } from "../../platform/jobs.ts";
import { noticeStatus } from "../facts/send-facts.ts";
import { insertOutbox } from "../outbox.store.ts";
import { deliverJobs, sendMessages, waitsForNotice } from "../send-message.action.ts";
import { noteRefusedNotices, noticeBeside } from "./notice-beside.action.ts";
import { countAdvert, type Reconsidered, reconsider } from "./reconsider.action.ts";

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
  if (waitsForNotice(judged.verdict, judged.row)) {
    const status = noticeStatus(judged.row);
    if (status === "queued") return [];
    // The one that went out is not the one people must have any more: the newer one follows (PN-4).
    if (status !== "failed") return await sendNewer(deps, tx, tenantId, judged);
    const notice = await currentNotice(deps, tx, tenantId, judged.row.channelKind);
    if (!notice) return await block(deps, tx, conversationId, messageId, judged);
    // A file or a template has no room for it, and the notice could not go by itself either.
    if (!(await carryNotice(deps, tx, tenantId, judged.row.contactId, messageId, notice)))
      return await block(deps, tx, conversationId, messageId, judged);
    await retryNotice(tx, judged.row.identityId, notice.version, messageId, deps.clock.now());
    judged = await reconsider(deps, tx, tenantId, conversationId, messageId);
  }
  if (!judged) return [];
  const { verdict, decisionId, row } = judged;
  if (verdict.verdict !== "allow") return await block(deps, tx, conversationId, messageId, judged);
  await insertOutbox(
    tx,
    tenantId,
    [{ messageId, conversationId, accountId: row.accountId, decisionId, notBefore: await heldUntilOf(tx, messageId) }],
    deps.clock.now(),
  );
  await countAdvert(deps, tx, tenantId, judged);
  await addJobs(tx, deliverJobs(tenantId, [row]));
  return [{ kind: "message-changed", messageId, conversationId }];
}

/** Sends the notice people must have now; what waits is looked at again when it is out, or at once if it may not go. */
async function sendNewer(deps: Deps, tx: Tx, tenantId: string, { row }: Reconsidered): Promise<NewEvent[]> {
  const { sent, events } = await sendMessages(deps, tx, tenantId, await noticeBeside(deps, tx, tenantId, row, false));
  const nothingComes = sent.length === 0 || (await noteRefusedNotices(deps, tx, sent));
  return nothingComes ? [...events, ...(await giveUpWaiting(deps, tx, tenantId, row.conversationId))] : events;
}

async function giveUpWaiting(deps: Deps, tx: Tx, tenantId: string, conversationId: string): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  for (const messageId of await messagesHeldBack(tx, conversationId)) {
    const judged = await reconsider(deps, tx, tenantId, conversationId, messageId);
    if (judged) events.push(...(await block(deps, tx, conversationId, messageId, judged)));
  }
  return events;
}

async function block(
  deps: Deps,
  tx: Tx,
  conversationId: string,
  messageId: string,
  { decisionId }: Reconsidered,
): Promise<NewEvent[]> {
  await blockMessage(tx, { conversationId, messageId }, deps.clock.now(), decisionId);
  return [{ kind: "message-blocked", messageId, conversationId }];
}
