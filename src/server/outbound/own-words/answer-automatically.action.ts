import type { ChannelKind } from "../../../contract/ids.ts";
import type { RequestKind } from "../../../contract/subject-requests.ts";
import type { ConsentWords } from "../../consent/consent-words.ts";
import { stepsSoFar } from "../../consent/record-answers.action.ts";
import type { Account } from "../../contacts/resolve-senders.action.ts";
import type { NewEvent } from "../../events/append-events.action.ts";
import { currentNotice } from "../../notices/current-notice.action.ts";
import type { CurrentNotice } from "../../notices/current-notice.ts";
import { handOverNotice, informedOf, noteNoticeState, retryNotice } from "../../notices/hand-over-notice.action.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import type { ContactKey } from "../../platform/seal.ts";
import { type SendRequest, sendMessages } from "../send-message.action.ts";
import { mayLeave } from "../waiting/may-leave.action.ts";
import { type NoticePlace, noticeRequest } from "../waiting/notice-request.action.ts";
import { answerConsent } from "./answer-consent.action.ts";

/** A message that just came in, as far as an automatic answer needs it. */
export interface Incoming {
  readonly identityId: string;
  readonly contactId: string;
  readonly key: ContactKey;
  readonly conversationId: string;
  readonly messageId: string;
  readonly text: string;
  /** What `text` says by itself. */
  readonly words: ConsentWords;
  /** Rights to their data that the text uses (Art. 15 to 21 GDPR). */
  readonly requests: readonly RequestKind[];
  readonly sentAt: Date;
  /** What we put behind the button that was pressed. */
  readonly button?: string;
}

/** What an answer depends on. */
export interface Standing {
  readonly steps: Awaited<ReturnType<typeof stepsSoFar>>;
  readonly informed: ReadonlySet<string>;
}

/** How these people stand: the steps of their consents, and who of them needs no notice. */
export async function standingOf(tx: Tx, channelKind: ChannelKind, identityIds: readonly string[]): Promise<Standing> {
  const [steps, informed] = await Promise.all([stepsSoFar(tx, identityIds), informedOf(tx, channelKind, identityIds)]);
  return { steps, informed };
}

/**
 * What the law wants answered at once: the privacy notice on first contact (PN-1), once per identity, channel and
 * version, or with the first message after which it may leave; the notice again for DATENSCHUTZ (PN-5); STOPP takes
 * effect as it arrives (AD-7).
 * @param before how they stood before these messages, read while the caller holds the identities
 * @returns events to append
 */
export async function answerAutomatically(
  deps: Deps,
  tx: Tx,
  account: Account,
  incoming: readonly Incoming[],
  before: Standing,
): Promise<NewEvent[]> {
  if (incoming.length === 0) return [];
  const first = [...new Map(incoming.toReversed().map((i) => [i.identityId, i])).values()];
  const events = await answerConsent(deps, tx, account, incoming, before.steps);
  const ids = first.map((i) => i.identityId);
  const informed = events.length === 0 ? before.informed : await informedOf(tx, account.kind, ids);
  const asked = new Set(incoming.filter((i) => i.words.asksForNotice).map((i) => i.identityId));
  const concerned = first.filter((i) => !informed.has(i.identityId) || asked.has(i.identityId));
  if (concerned.length === 0) return events;
  const notice = await currentNotice(deps, tx, account.tenantId, account.kind);
  if (!notice) return events;
  const said = Map.groupBy(incoming, (i) => i.identityId);
  const receivers = concerned.map((i) => ({
    ...i,
    accountId: account.accountId,
    messageId: deps.ids.uuid(),
    triggerMessageId: i.messageId,
    lastInboundAt: latest(said.get(i.identityId) ?? []),
  }));
  const uninformed = receivers.filter((r) => !informed.has(r.identityId));
  const claimed = await handOverNotice(deps, tx, account.tenantId, notice, uninformed);
  const fresh = receivers.filter((r) => claimed.has(r.identityId));
  const requests = await Promise.all(fresh.map((r) => noticeRequest(deps, tx, notice, r)));
  const asking = receivers.filter((r) => !claimed.has(r.identityId) && asked.has(r.identityId));
  const again = await askedAgain(deps, tx, notice, asking);
  const held = uninformed.filter((r) => !claimed.has(r.identityId) && !asked.has(r.identityId));
  const freed = await tryHeld(deps, tx, account.tenantId, notice, held);
  if (requests.length + again.length + freed.length === 0) return events;
  const result = await sendMessages(deps, tx, account.tenantId, [...requests, ...again, ...freed]);
  // A notice that may not go (channel stopped, no agreement) is a failed one: the next reply asks for it again.
  for (const { message, verdict } of result.sent)
    if (verdict.verdict !== "allow") await noteNoticeState(tx, message.messageId, "failed", deps.clock.now(), null);
  const changed = [...fresh, ...held];
  return [
    ...events,
    ...result.events,
    ...changed.map(
      (r): NewEvent => ({ kind: "notice-changed", contactId: r.contactId, conversationId: r.conversationId }),
    ),
  ];
}

const latest = (said: readonly Incoming[]): Date | null =>
  said.map((i) => i.sentAt).reduce<Date | null>((last, at) => (last === null || at > last ? at : last), null);

/** The notice once more for those who ask; where the first one failed, this one becomes the proof. */
async function askedAgain(
  deps: Deps,
  tx: Tx,
  notice: CurrentNotice,
  asking: readonly NoticePlaceOf[],
): Promise<SendRequest[]> {
  const requests: SendRequest[] = [];
  for (const place of asking) {
    await retryNotice(tx, place.identityId, notice.version, place.messageId, deps.clock.now());
    requests.push(await noticeRequest(deps, tx, notice, { ...place, asked: true }));
  }
  return requests;
}

/** A notice that was not let out (the first message came a day late, the channel stood still) goes as soon as it may. */
async function tryHeld(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  notice: CurrentNotice,
  held: readonly NoticePlaceOf[],
): Promise<SendRequest[]> {
  if (held.length === 0) return [];
  const requests = await Promise.all(held.map((place) => noticeRequest(deps, tx, notice, place)));
  const free = await mayLeave(deps, tx, tenantId, requests);
  for (const { identityId, messageId } of held)
    if (free.some((request) => request.messageId === messageId))
      await retryNotice(tx, identityId, notice.version, messageId, deps.clock.now());
  return free;
}

type NoticePlaceOf = NoticePlace & { readonly identityId: string };
