import type { z } from "zod";
import type { MessageView, SendAnswer, SendMessage } from "../../contract/messages.ts";
import type { Permit } from "../../contract/policy.ts";
import { isVisible } from "../../contract/visible.ts";
import { loadUpload } from "../attachments/load-upload.action.ts";
import type { Capabilities, Channel, Channels } from "../channels/channel.ts";
import { hasOpenPlaceholder } from "../channels/template.ts";
import { accessConversation, accessMessage } from "../conversations/access-conversation.action.ts";
import { carriedText } from "../conversations/carried-text.ts";
import { dropSentDraft } from "../conversations/keep-for-member.action.ts";
import type { StoredMessage } from "../conversations/message-content.ts";
import { readMessage } from "../conversations/read-inbox.action.ts";
import { lockAndFindTwin, markSeen, unseenReplies } from "../conversations/unseen-replies.action.ts";
import { decisionActor } from "../decisions/record-decision.action.ts";
import { appendEvents, type NewEvent } from "../events/append-events.action.ts";
import { currentNotice } from "../notices/current-notice.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { type Judgement, judgeDraft } from "./ask-permit.action.ts";
import { noticeStatus } from "./facts/send-facts.ts";
import { recordAcceptance } from "./record-acceptance.action.ts";
import { type SendRequest, type SentRequest, sendMessages, waitsForNotice } from "./send-message.action.ts";
import { heldUntil } from "./waiting/hold.ts";
import { noteRefusedNotices, noticeBeside } from "./waiting/notice-beside.action.ts";
import { releaseHeld } from "./waiting/release-held.action.ts";

type Send = z.output<typeof SendMessage>;

/**
 * A member's reply, PATH 2 step 2: judged, stored with its decision and queued in one transaction. Where only the
 * notice is missing, the notice is queued in front of it. Several files become several messages, because channels
 * take one file a message; the text goes with the first, or before it where the channel has no room for it there.
 */
export async function sendReply(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  channels: Channels,
  conversationId: string,
  send: Send,
): Promise<SendAnswer> {
  const { lastPosition } = await accessConversation(tx, caller, conversationId);
  await assertQuotesHere(tx, caller, conversationId, send.replyTo);
  const held = heldUntil(caller.kind, send.messageClass, deps.clock.now());
  const place = { conversationId, lastPosition };
  const { messageId, permit } = await sendInto(deps, tx, caller, channels, place, send, held);
  const message: MessageView = await readMessage(deps, tx, caller, messageId);
  return { message, permit };
}

export interface Sent {
  readonly messageId: string;
  readonly permit: Permit;
  /** The notice goes first (PN-1). */
  readonly waits: boolean;
  readonly fresh: boolean;
}

/**
 * The same for those who write from a project without reading the inbox; whether they may was asked before.
 * @param held until then nothing leaves, because whoever wrote it may take it back (U28)
 */
export async function sendInto(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  channels: Channels,
  { conversationId, lastPosition }: { readonly conversationId: string; readonly lastPosition: number },
  send: Send,
  held?: Date,
): Promise<Sent> {
  // Under the conversation's lock a repeated request finds what the first one stored (F13, U06), and nobody writes down
  // that the notice went out while this one waits for it (F26).
  const twin = await lockAndFindTwin(tx, conversationId, send.clientId);
  if (twin !== undefined) {
    const { permit, verdict, row } = await judgeDraft(deps, tx, caller, channels, conversationId, send);
    return { messageId: twin, permit, waits: waitsForNotice(verdict, row), fresh: false };
  }
  if (send.seenPosition !== undefined && (await unseenReplies(tx, conversationId, send.seenPosition, caller.memberId)))
    throw new Problem("conflict", {
      detail: {
        de: "Inzwischen hat jemand aus dem Team geantwortet. Bitte lies das zuerst.",
        en: "Somebody of the team has answered in the meantime. Please read that first.",
      },
    });
  const judgement = await judgeDraft(deps, tx, caller, channels, conversationId, send);
  assertSendable(send, judgement.text, channels[judgement.row.channelKind]);
  const { capabilities } = channels[judgement.row.channelKind] ?? {};
  const own = (await requestsOf(deps, tx, caller, conversationId, send, judgement, capabilities)).map((one) =>
    held === undefined ? one : { ...one, heldUntil: held },
  );
  const { sent, first, events } = await sendWithNotice(deps, tx, caller.tenantId, judgement, own);
  await recordAcceptance(deps, tx, caller, judgement, first.message.messageId);
  const place = { conversationId, contactId: judgement.row.contactId };
  await dropSentDraft(deps, tx, caller, place, send.text, send.draftMark);
  await markSeen(
    tx,
    caller,
    conversationId,
    sent.at(-1)?.message.position ?? lastPosition,
    send.pressedPosition ?? send.seenPosition,
  );
  await appendEvents(deps, tx, caller.tenantId, [...events, { kind: "conversation-changed", conversationId }]);
  const waits = waitsForNotice(judgement.verdict, judgement.row);
  return { messageId: first.message.messageId, permit: judgement.permit, waits, fresh: true };
}

/** A quote comes from this very conversation: another customer's words or ids have no business in it (V15). */
async function assertQuotesHere(tx: Tx, caller: Caller, conversationId: string, replyTo: string | null): Promise<void> {
  if (replyTo === null) return;
  const quoted = await accessMessage(tx, caller, replyTo);
  if (quoted.conversationId !== conversationId) throw new Problem("not-found");
}

/** Input that no rule of law would refuse, but that cannot be sent: empty, too long, with an open placeholder. */
function assertSendable(send: Send, text: string, channel: Channel | undefined): void {
  if (!isVisible(text) && send.attachmentIds.length === 0)
    throw new Problem("bad-input", {
      fields: { text: { de: "Die Nachricht ist leer.", en: "The message is empty." } },
    });
  if (hasOpenPlaceholder(text))
    throw new Problem("bad-input", {
      fields: {
        text: { de: "In der Vorlage ist noch eine Stelle offen.", en: "A gap of the template is still open." },
      },
    });
  const longest = channel?.capabilities.maxTextLength;
  if (longest !== undefined && text.length > longest)
    throw new Problem("bad-input", {
      fields: {
        text: {
          de: `Zu lang für diesen Kanal: höchstens ${longest} Zeichen.`,
          en: `Too long for this channel: at most ${longest} characters.`,
        },
      },
    });
}

/**
 * A reply that waits for the notice has it in front; a warning of danger goes first and the notice follows (PN-8).
 * Where the notice failed before, the reply carries it or is refused: nothing waits for what will not come.
 */
async function sendWithNotice(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  { row, verdict, linted }: Judgement,
  own: readonly SendRequest[],
): Promise<{ sent: SentRequest[]; first: SentRequest; events: NewEvent[] }> {
  const waits = waitsForNotice(verdict, row);
  const warns = verdict.verdict === "allow" && linted.facts.messageClass === "safety";
  const carries = waits && (await canCarry(deps, tx, tenantId, row, own));
  const notices = waits || warns ? await noticeBeside(deps, tx, tenantId, row, carries) : [];
  const result = await sendMessages(deps, tx, tenantId, warns ? [...own, ...notices] : [...notices, ...own]);
  const { sent, events } = result;
  const first = sent[warns ? 0 : notices.length];
  if (!first) throw new Problem("not-found");
  const refused = await noteRefusedNotices(deps, tx, warns ? sent.slice(own.length) : sent.slice(0, notices.length));
  const nothingComes = refused || (notices.length === 0 && noticeStatus(row) === "failed");
  const released = waits && nothingComes ? await releaseHeld(deps, tx, tenantId, row.conversationId) : [];
  return { sent, first, events: [...events, ...released] };
}

/** Texts with room for the notice in front; beside a file, a template or a long text it leaves as its own message. */
async function canCarry(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  row: Judgement["row"],
  own: readonly SendRequest[],
): Promise<boolean> {
  if (noticeStatus(row) !== "failed") return true;
  const notice = await currentNotice(deps, tx, tenantId, row.channelKind);
  return own.every(
    ({ stored: { content } }) =>
      content.type === "text" && notice !== undefined && carriedText(notice.shortText, content.text) !== undefined,
  );
}

async function requestsOf(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  conversationId: string,
  send: Send,
  judgement: Judgement,
  capabilities: Capabilities | undefined,
): Promise<SendRequest[]> {
  const { linted, row, text, declared } = judgement;
  const shared = {
    conversationId,
    linted,
    actor: decisionActor(caller),
    seenPosition: send.pressedPosition,
    ...(send.replyTo === null ? {} : { replyTo: send.replyTo }),
  };
  const words = { ...shared, stored: { content: wordsOf(send, text), declared } };
  if (send.attachmentIds.length === 0) return [{ ...words, clientId: send.clientId }];
  const requests: SendRequest[] = [];
  for (const [i, attachmentId] of send.attachmentIds.entries()) {
    const upload = await loadUpload(deps, tx, caller.tenantId, row.contactId, attachmentId);
    const ref = {
      media: upload.media,
      id: attachmentId,
      mimeType: upload.mimeType,
      ...(upload.name === null ? {} : { fileName: upload.name }),
    };
    const room = capabilities?.maxCaptionLength[ref.media === "sticker" ? "image" : ref.media];
    const beside = i === 0 && text !== "" && text.length <= (room ?? text.length);
    if (i === 0 && text !== "" && !beside) requests.push(words);
    const content = { type: "media" as const, ref, ...(beside ? { caption: text } : {}) };
    requests.push({ ...shared, stored: { content, declared }, attachmentIds: [attachmentId] });
  }
  return requests.map((one, i) => (i === 0 ? { ...one, clientId: send.clientId } : one));
}

function wordsOf(send: Send, text: string): StoredMessage["content"] {
  if (send.template === null) return { type: "text", text };
  return {
    type: "template",
    name: send.template.name,
    language: send.template.language,
    parameters: send.template.parameters,
    text,
  };
}
