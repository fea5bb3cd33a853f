import { lockAndFindTwin } from "../../conversations/unseen-replies.action.ts";
import { decisionActor } from "../../decisions/record-decision.action.ts";
import { appendEvents } from "../../events/append-events.action.ts";
import type { Caller } from "../../platform/caller.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { factsOf } from "../facts/facts-of.action.ts";
import { lintMessage } from "../facts/message-facts.ts";
import { type SentRequest, sendMessages } from "../send-message.action.ts";
import { noteRefusedNotices, noticeBeside } from "../waiting/notice-beside.action.ts";
import { releaseHeld } from "../waiting/release-held.action.ts";

export interface OwnWords {
  readonly conversationId: string;
  /** Repeating the press sends it once (F13). */
  readonly clientId: string;
  readonly text: string;
  readonly kind: string;
  /** Files that lie beside the words in the conversation and do not leave with them. */
  readonly attachmentIds?: readonly string[];
}

/**
 * Words of the house's own that a member has sent by one press, by the one way out: judged like every message.
 * @returns undefined when this very press was done before
 */
export async function sendOwnWords(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  words: OwnWords,
): Promise<SentRequest | undefined> {
  const { conversationId, clientId, text, kind, attachmentIds } = words;
  if ((await lockAndFindTwin(tx, conversationId, clientId)) !== undefined) return undefined;
  const declared = { messageClass: "transactional", templateCategory: null, kind } as const;
  const own = {
    conversationId,
    clientId,
    stored: { content: { type: "text" as const, text }, declared },
    linted: lintMessage(text, declared, ""),
    actor: decisionActor(caller),
    ...(attachmentIds === undefined ? {} : { attachmentIds }),
  };
  // Where the contact has no notice yet it goes first, also after one that failed (PN-1); nothing waits for ever.
  const row = await factsOf(tx, conversationId);
  const notices = row ? await noticeBeside(deps, tx, caller.tenantId, row, false) : [];
  const { sent, events } = await sendMessages(deps, tx, caller.tenantId, [...notices, own]);
  const refused = await noteRefusedNotices(deps, tx, sent.slice(0, notices.length));
  const released = refused ? await releaseHeld(deps, tx, caller.tenantId, conversationId) : [];
  await appendEvents(deps, tx, caller.tenantId, [
    ...events,
    ...released,
    { kind: "conversation-changed", conversationId },
  ]);
  return sent.at(-1);
}
