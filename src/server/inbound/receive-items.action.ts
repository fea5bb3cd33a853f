import { setImmediate } from "node:timers/promises";
import { registerInboundMedia } from "../attachments/register-inbound-media.action.ts";
import { askTemplates } from "../channels/ask-templates.action.ts";
import type { ParsedItem, Sender } from "../channels/channel.ts";
import { type ConsentWords, readConsentWords } from "../consent/consent-words.ts";
import { heedSuppressed } from "../consent/suppress.action.ts";
import { holdIdentities, noteInbound } from "../contacts/note-inbound.action.ts";
import { type Account, type ResolvedSender, resolveSenders } from "../contacts/resolve-senders.action.ts";
import { type AppendedMessage, appendMessages } from "../conversations/append-messages.action.ts";
import type { StoredMessage } from "../conversations/message-content.ts";
import { countEntries } from "../entry-sources/count-entries.action.ts";
import { appendEvents, type NewEvent } from "../events/append-events.action.ts";
import { answerAway } from "../opening/answer-away.action.ts";
import { answerAutomatically, standingOf } from "../outbound/own-words/answer-automatically.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { hearSpecial } from "../special-data/hear-special.action.ts";
import { type Asking, hearRequests } from "../subject-requests/hear-requests.action.ts";
import { recogniseRequests } from "../subject-requests/recognise.ts";
import { cameIn } from "./came-in.ts";
import { idOfNews } from "./id-of-news.action.ts";
import { noteBypasses } from "./note-bypasses.action.ts";
import { takeWaiting } from "./park-change.action.ts";
import { applyWaiting, type Change, receiveChanges } from "./receive-changes.action.ts";
import { type Receipt, receiveReceipts } from "./receive-receipts.action.ts";
import { refuseSync } from "./refuse-sync.action.ts";
import { saidAt } from "./said-at.ts";

export type { Account } from "../contacts/resolve-senders.action.ts";

type Item<K extends ParsedItem["kind"]> = Extract<ParsedItem, { kind: K }>;
type Readable = Item<"message"> | (Item<"unreadable"> & { externalId: string; from: Sender });

export interface ReceivedMessage {
  readonly conversationId: string;
  readonly messageId: string;
  readonly contactId: string;
  readonly identityId: string;
  readonly fresh: boolean;
}

/**
 * PATH 1, step 5, in the caller's transaction: identity → contact → conversation → message → notice → event, for
 * everything one batch brought. What is there already is passed over, so a redelivery changes nothing.
 * @returns one row per message item, in their order
 */
export async function receiveItems(
  deps: Deps,
  tx: Tx,
  account: Account,
  items: readonly ParsedItem[],
): Promise<ReceivedMessage[]> {
  const messages = items.filter(isReadable);
  await refuseSync(deps, tx, account, items);
  await noteBypasses(deps, tx, account, items);
  const senders = await resolveSenders(deps, tx, account, messages.map(withEntry));
  const identityIds = [...new Set(senders.flatMap((who) => who?.identityId ?? []))];
  const placed = messages.flatMap((item, i) => (senders[i] ? [{ item, who: senders[i] }] : []));
  const appending = appendMessages(
    deps,
    tx,
    account,
    placed.map(({ item, who }) => toNewMessage(deps, account, item, who)),
  );
  // Asked in the same breath: conversations are held by now, then the identities, and what is read of them stays so.
  holdIdentities(tx, identityIds);
  const [read, appended, suppressed, waiting, standing] = await Promise.all([
    readWords(placed),
    appending,
    heedSuppressed(deps, tx, account.tenantId, identityIds),
    takeWaiting(
      deps,
      tx,
      account,
      placed.flatMap(({ item }) => item.externalId ?? []),
    ),
    standingOf(tx, account.kind, identityIds),
  ]);
  const received = read.map((one, i) => ({ ...one, at: appended[i] })).filter(hasPlace);
  await keepMedia(deps, tx, account, received);
  noteInbound(tx, tallies(deps, received));
  await countEntries(
    deps,
    tx,
    received.filter(({ at }) => at.opened).map(({ item }) => entryOf(item)),
  );
  const events: NewEvent[] = received.flatMap(({ who, at }) => cameIn(at, who.contactId));
  events.push(...(await applyWaiting(deps, tx, account, waiting)));
  events.push(...(await receiveChanges(deps, tx, account, items.filter(isChange))));
  events.push(...(await receiveReceipts(deps, tx, account, items.filter(isReceipt))));
  events.push(...(await hearOfAccount(tx, account, items.filter(isNews))));
  const incoming = received.filter((r) => r.at.fresh).map((r) => toIncoming(deps, r));
  // A withdrawal, a receipt of a notice, an objection of before: how they stand is read again where it may have changed.
  const moved = suppressed || items.length > messages.length;
  const before = moved ? await standingOf(tx, account.kind, identityIds) : standing;
  const heard = await answerAutomatically(deps, tx, account, incoming, before);
  heard.push(...(await hearSpecial(deps, tx, incoming)));
  heard.push(...(await hearRequests(deps, tx, account, incoming)));
  events.push(...heard, ...(await answerAway(deps, tx, account, incoming, heard)));
  await appendEvents(deps, tx, account.tenantId, events);
  return received.map(({ who, at }) => ({ ...at, contactId: who.contactId, identityId: who.identityId }));
}

/** Once what was asked has left: the words are read while the database writes. */
async function readWords(
  placed: readonly Omit<Received, "at" | "words" | "requests">[],
): Promise<Omit<Received, "at">[]> {
  await setImmediate();
  return placed.map(({ item, who }) => {
    const { text } = saidIn(item);
    return { item, who, words: readConsentWords(text), requests: recogniseRequests(text) };
  });
}

/**
 * What the channel says of the account. A template it approved, took away or put into another category is fetched at
 * once, not the night after: until then an advert would go out as an order's message.
 */
async function hearOfAccount(tx: Tx, account: Account, news: readonly Item<"account">[]): Promise<readonly NewEvent[]> {
  if (news.some(({ label }) => /^(message_)?template_/.test(label)))
    await askTemplates(tx, account.tenantId, account.accountId);
  return news.length > 0 ? [{ kind: "channel-changed" }] : [];
}

interface Received extends Asking {
  readonly item: Readable;
  readonly who: ResolvedSender;
  readonly words: ConsentWords;
  readonly at: AppendedMessage;
}

const hasPlace = (r: Omit<Received, "at"> & { at: AppendedMessage | undefined }): r is Received => r.at !== undefined;

const isReadable = (item: ParsedItem): item is Readable =>
  item.kind === "message" || (item.kind === "unreadable" && item.externalId !== undefined && item.from !== undefined);

const isNews = (item: ParsedItem): item is Item<"account"> => item.kind === "account";

const isReceipt = (item: ParsedItem): item is Receipt => item.kind === "receipt";

const isChange = (item: ParsedItem): item is Change =>
  item.kind === "reaction" ||
  item.kind === "edit" ||
  item.kind === "revoke" ||
  item.kind === "preference" ||
  item.kind === "identity-change";

function withEntry(item: Readable): Sender & { entryPoint?: string } {
  return item.kind === "message" && item.referral !== undefined
    ? { ...item.from, entryPoint: item.referral }
    : item.from;
}

function toStored(item: Readable): StoredMessage {
  if (item.kind === "unreadable") return { content: { type: "unsupported", why: item.why }, label: item.label };
  return {
    content: item.content,
    ...(item.content.type === "unsupported" ? { label: item.label } : {}),
    ...(item.forwarded === undefined ? {} : { forwarded: item.forwarded }),
    ...(item.referral === undefined ? {} : { referral: item.referral }),
    ...(item.product === undefined ? {} : { product: item.product }),
    ...(item.announced === undefined ? {} : { announced: item.announced }),
  };
}

function toNewMessage(deps: Deps, account: Account, item: Readable, who: ResolvedSender) {
  const now = deps.clock.now();
  return {
    identityId: who.identityId,
    contactId: who.contactId,
    key: who.key,
    direction: "in" as const,
    stored: toStored(item),
    ...knownBy(deps, account, item, who),
    ...(item.kind === "message" && item.replyTo !== undefined ? { replyToExternal: item.replyTo } : {}),
    sentAt: saidAt(now, item.sentAt),
  };
}

/** Without an id what is said again in the same second is a repetition; without a time of the channel nothing is. */
function knownBy({ seal }: Deps, account: Account, item: Readable, { identityId }: ResolvedSender) {
  if (item.externalId !== undefined) return { externalId: item.externalId };
  if (item.kind !== "message" || item.sentAt === 0) return {};
  const { label, sentAt, content } = item;
  return { clientId: idOfNews(seal, account, [identityId, label, sentAt, JSON.stringify(content)]) };
}

async function keepMedia(deps: Deps, tx: Tx, account: Account, received: readonly Received[]): Promise<void> {
  for (const { item, who, at } of received) {
    if (!at.fresh || item.kind !== "message" || item.content.type !== "media") continue;
    await registerInboundMedia(deps, tx, {
      tenantId: account.tenantId,
      contactKey: who.key,
      contactId: who.contactId,
      messageId: at.messageId,
      ordinal: 0,
      ref: item.content.ref,
    });
  }
}

function tallies(deps: Deps, received: readonly Received[]) {
  const now = deps.clock.now();
  const byIdentity = new Map<string, { identityId: string; count: number; firstMessageId: string; lastAt: Date }>();
  for (const { item, who, at } of received) {
    if (!at.fresh) continue;
    const sentAt = saidAt(now, item.sentAt);
    const before = byIdentity.get(who.identityId);
    byIdentity.set(who.identityId, {
      identityId: who.identityId,
      count: (before?.count ?? 0) + 1,
      firstMessageId: before?.firstMessageId ?? at.messageId,
      lastAt: before && before.lastAt > sentAt ? before.lastAt : sentAt,
    });
  }
  return [...byIdentity.values()];
}

/** Words a person chose: a text, what stands below a picture, the label of the button pressed. */
function saidIn(item: Readable): { text: string; button?: string } {
  const content = item.kind === "message" ? item.content : undefined;
  switch (content?.type) {
    case "text":
      return { text: content.text };
    case "media":
      return { text: content.caption ?? "" };
    case "choice":
      return { text: content.title, ...(content.payload === undefined ? {} : { button: content.payload }) };
    default:
      return { text: "" };
  }
}

/** Where somebody new says they came from: the tag of the page's code, or the first words. */
const entryOf = (item: Readable) => ({
  tag: item.kind === "message" ? item.referral : undefined,
  text: saidIn(item).text,
});

function toIncoming({ clock }: Pick<Deps, "clock">, { item, who, words, requests, at }: Received) {
  return {
    identityId: who.identityId,
    contactId: who.contactId,
    key: who.key,
    conversationId: at.conversationId,
    messageId: at.messageId,
    ...saidIn(item),
    words,
    requests,
    sentAt: saidAt(clock.now(), item.sentAt),
  };
}
