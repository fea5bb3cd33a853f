import type { WithdrawAnswer } from "../../../contract/messages.ts";
import { detachFiles } from "../../attachments/detach.action.ts";
import { accessMessage } from "../../conversations/access-conversation.action.ts";
import { lockForOutcome } from "../../conversations/advance-message.action.ts";
import { ownContent } from "../../conversations/message-content.ts";
import { readMessage } from "../../conversations/read-inbox.action.ts";
import { type Held, openHeld, pressOf, takeBack } from "../../conversations/take-back.action.ts";
import { appendEvents, type NewEvent } from "../../events/append-events.action.ts";
import type { Caller } from "../../platform/caller.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { Problem } from "../../platform/problem.ts";
import { withoutAddedLines } from "../facts/letter-of.action.ts";
import { lockRows, withdrawRows } from "../outbox.store.ts";
import { followNotice } from "./follow-notice.action.ts";

/**
 * "Rückgängig" (U28): everything of one press is taken back, or nothing. Whether it still can be is settled by the lock
 * on the conversation: the worker that says "sending" first wins, and so does whoever says "withdrawn" first. A reply
 * that waits for its notice is not released beside this either. Text and files are the author's again.
 */
export async function withdrawMessage(deps: Deps, tx: Tx, caller: Caller, messageId: string): Promise<WithdrawAnswer> {
  const { tenantId, memberId } = caller;
  const place = await accessMessage(tx, caller, messageId);
  const { conversationId } = place;
  await lockForOutcome(tx, conversationId);
  const press = await pressOf(tx, conversationId, messageId);
  if (press.length === 0)
    throw new Problem("conflict", {
      detail: { de: "Diese Nachricht lässt sich nicht zurückziehen.", en: "This message cannot be taken back." },
    });
  if (press.some(({ authorId }) => authorId !== memberId))
    throw new Problem("not-allowed", {
      detail: {
        de: "Zurückziehen kann eine Nachricht nur, wer sie geschrieben hat.",
        en: "Only its author can take a message back.",
      },
    });
  const ids = press.map((one) => one.messageId);
  const waiting = (await lockRows(tx, ids)).every(({ state }) => state === "queued");
  const held = await openHeld(deps, tx, tenantId, place.contactId, ids);
  if (!waiting || held.some(({ state }) => state !== "queued"))
    throw new Problem("conflict", {
      detail: {
        de: "Die Nachricht ist schon unterwegs und lässt sich nicht zurückziehen.",
        en: "The message is already on its way and cannot be taken back.",
      },
    });
  await withdrawRows(tx, ids);
  const attachments = await detachFiles(deps, tx, tenantId, place.contactId, ids);
  const text = await wordsOf(tx, held);
  const draft = await takeBack(deps, tx, caller, place, ids, text);
  const events: NewEvent[] = ids.map((id) => ({ kind: "message-changed", messageId: id, conversationId }));
  // One that carried the privacy notice takes it back as well: others do not wait for what will not come.
  for (const id of ids) events.push(...(await followNotice(deps, tx, tenantId, conversationId, id, "failed", null)));
  events.push({ kind: "draft-changed", conversationId, memberId }, { kind: "conversation-changed", conversationId });
  await appendEvents(deps, tx, tenantId, events);
  const messages = [];
  for (const id of ids) messages.push(await readMessage(deps, tx, caller, id));
  return { messages, draft, text, attachments };
}

/** What the member wrote; words of a template are Meta's, and what was put around a text comes back by itself. */
async function wordsOf(tx: Tx, held: readonly Held[]): Promise<string> {
  const words: string[] = [];
  for (const { stored } of held) {
    const content = stored && ownContent(stored);
    if (content?.type === "text") words.push(await withoutAddedLines(tx, content.text));
    else if (content?.type === "media") words.push(content.caption ?? "");
  }
  return words.filter((part) => part !== "").join("\n");
}
