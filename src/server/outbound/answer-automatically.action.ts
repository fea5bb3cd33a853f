import { asksForNotice, isStopWord } from "../consent/consent.ts";
import { withdrawConsent } from "../consent/withdraw-consent.action.ts";
import type { Account } from "../contacts/resolve-senders.action.ts";
import type { NewEvent } from "../events/append-events.action.ts";
import { currentNotice } from "../notices/current-notice.action.ts";
import type { CurrentNotice } from "../notices/current-notice.ts";
import { handOverNotice, informedOf, noteNoticeState, retryNotice } from "../notices/hand-over-notice.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { lintMessage } from "./message-facts.ts";
import { type SendRequest, sendMessages } from "./send-message.action.ts";

/** A message that just came in, as far as an automatic answer needs it. */
export interface Incoming {
  readonly identityId: string;
  readonly contactId: string;
  readonly key: ContactKey;
  readonly conversationId: string;
  readonly messageId: string;
  readonly text: string;
}

const server = { kind: "server", id: null, deviceId: null } as const;

/**
 * What the law wants answered at once: the privacy notice on first contact (PN-1), once per identity, channel and
 * version; the notice again for DATENSCHUTZ (PN-5); STOPP takes effect as it arrives (AD-7).
 * @returns events to append
 */
export async function answerAutomatically(
  deps: Deps,
  tx: Tx,
  account: Account,
  incoming: readonly Incoming[],
): Promise<NewEvent[]> {
  if (incoming.length === 0) return [];
  const events = await heedStopWords(deps, tx, account, incoming);
  const first = [...new Map(incoming.toReversed().map((i) => [i.identityId, i])).values()];
  const informed = await informedOf(
    tx,
    account.kind,
    first.map((i) => i.identityId),
  );
  if (first.every((i) => informed.has(i.identityId)) && !incoming.some((i) => asksForNotice(i.text))) return events;
  const notice = await currentNotice(deps, tx, account.tenantId, account.kind);
  if (!notice) return events;
  const receivers = first.map((i) => ({ ...i, messageId: deps.ids.uuid(), triggerMessageId: i.messageId }));
  const claimed = await handOverNotice(deps, tx, account.tenantId, notice, receivers);
  const requests = receivers
    .filter((r) => claimed.has(r.identityId))
    .map((r) => noticeRequest(notice, r.conversationId, r.messageId));
  const again = await askedAgain(
    deps,
    tx,
    notice,
    incoming.filter((i) => asksForNotice(i.text) && !claimed.has(i.identityId)),
  );
  if (requests.length + again.length === 0) return events;
  const result = await sendMessages(deps, tx, account.tenantId, [...requests, ...again]);
  // A notice that may not go (channel stopped, no agreement) is a failed one: the next reply asks for it again.
  for (const { message, verdict } of result.sent)
    if (verdict.verdict !== "allow") await noteNoticeState(tx, message.messageId, "failed", deps.clock.now(), null);
  const changed = receivers.filter((r) => claimed.has(r.identityId));
  return [
    ...events,
    ...result.events,
    ...changed.map(
      (r): NewEvent => ({ kind: "notice-changed", contactId: r.contactId, conversationId: r.conversationId }),
    ),
  ];
}

/** The notice once more for those who ask; where the first one failed, this one becomes the proof. */
async function askedAgain(
  deps: Deps,
  tx: Tx,
  notice: CurrentNotice,
  asking: readonly Incoming[],
): Promise<SendRequest[]> {
  const requests: SendRequest[] = [];
  for (const { identityId, conversationId } of asking) {
    const messageId = deps.ids.uuid();
    await retryNotice(tx, identityId, notice.version, messageId, deps.clock.now());
    requests.push(noticeRequest(notice, conversationId, messageId, true));
  }
  return requests;
}

/**
 * The notice as a message of the server; the policy knows it by its kind.
 * @param asked the contact wants to see it again (PN-5)
 */
export function noticeRequest(
  notice: CurrentNotice,
  conversationId: string,
  messageId: string,
  asked = false,
): SendRequest {
  const declared = {
    messageClass: "auto_reply",
    templateCategory: null,
    kind: "privacy_notice",
    ...(asked ? { answersQuestion: true as const } : {}),
  } as const;
  return {
    conversationId,
    messageId,
    stored: { content: { type: "text", text: notice.shortText }, declared },
    linted: lintMessage(notice.shortText, declared, ""),
    actor: server,
  };
}

async function heedStopWords(deps: Deps, tx: Tx, account: Account, incoming: readonly Incoming[]): Promise<NewEvent[]> {
  const stops = incoming.filter((i) => isStopWord(i.text));
  for (const stop of stops)
    await withdrawConsent(deps, tx, {
      tenantId: account.tenantId,
      identityId: stop.identityId,
      channelKind: account.kind,
      method: "keyword",
      proof: { messageId: stop.messageId },
    });
  return stops.map((s) => ({ kind: "consent-changed", contactId: s.contactId, conversationId: s.conversationId }));
}
