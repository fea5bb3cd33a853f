import type { MessageContent, ParsedItem, Sender } from "../channel.ts";
import { contentOf, isBlank, isPlainType, typeOf, wordsUnderFile } from "./content.ts";
import { whyNotHandedOver } from "./content-structured.ts";
import { addressesOf, bsuidOf, type Claims, phoneOf, senderOf } from "./identity.ts";
import { messageLabel } from "./labels.ts";
import { cleanText, idOf, type JsonRecord, millisOf, recordOf, textOf, whyNoId } from "./read.ts";
import { withWordsIn, wordsIn } from "./words-in.ts";

/** What surrounds the elements of one change. */
export interface Surroundings {
  readonly account: { readonly accountRef?: string };
  readonly claims: Claims;
  /** The number of the business, where the delivery names it. */
  readonly ours: string | undefined;
  /** Milliseconds of `entry.time`, the fallback where an element carries no time of its own. */
  readonly entryTime?: number;
}

interface Unnamed {
  readonly label: string;
  readonly accountRef?: string;
  readonly sentAt: number;
  readonly from: Sender;
}

interface Envelope extends Unnamed {
  readonly externalId: string;
}

/**
 * One element of `messages[]`. Whatever cannot be told becomes `unreadable` and keeps what could be told.
 * `sentAt` is 0 when Meta gave no usable time: the caller then uses the time of arrival.
 */
export function parseMessage(raw: unknown, around: Surroundings): ParsedItem {
  const item = readMessage(raw, around);
  return item.kind === "unreadable" ? { ...item, ...wordsIn(raw) } : item;
}

function readMessage(raw: unknown, around: Surroundings): ParsedItem {
  const message = recordOf(raw);
  if (message === undefined) {
    return { ...around.account, kind: "unreadable", label: "message.None", why: "Die Nachricht hat keinen Aufbau." };
  }
  const label = messageLabel(message);
  const externalId = idOf(message.id);
  const sentAt = millisOf(message.timestamp) ?? around.entryTime ?? 0;
  const from = senderOf(message.from_user_id, message.from, around.claims);
  if (externalId === undefined) return withoutId(message, { ...around.account, label, sentAt, from }, around.ours);
  const envelope: Envelope = { ...around.account, label, externalId, sentAt, from };
  if (isByUs(message, around.ours)) return { ...around.account, kind: "echo", label, externalId, sentAt };
  if (message.group_id) return fromGroup(envelope);
  return byType(message, envelope);
}

/** What no person wrote. */
const UNSAID: ReadonlySet<string | undefined> = new Set(["system", "request_welcome"]);

/** Words of a person are not lost for want of an id: they stand in the conversation. What says nothing just came. */
function withoutId(message: JsonRecord, unnamed: Unnamed, ours: string | undefined): ParsedItem {
  const why = whyNoId(message.id, "Die Nachricht");
  const isTheirs = unnamed.from.addresses.length > 0 && !isByUs(message, ours) && !message.group_id;
  const content =
    isTheirs && !UNSAID.has(typeOf(message)) ? (contentOf(message) ?? wordsAlone(why, message)) : undefined;
  return content === undefined ? { ...unnamed, kind: "unreadable", why } : saying(message, unnamed, content);
}

function wordsAlone(why: string, message: JsonRecord): MessageContent | undefined {
  const withWords = withWordsIn(why, message);
  return withWords === why ? undefined : { type: "unsupported", why: cleanText(withWords) };
}

/** WA-8: what our side wrote on a telephone, among the messages instead of in its field: no customer wrote it. */
function isByUs(message: JsonRecord, ours: string | undefined): boolean {
  if (ours === undefined || phoneOf(message.from) !== ours) return false;
  return bsuidOf(message.to_user_id) !== undefined || (phoneOf(message.to) ?? ours) !== ours;
}

function byType(message: JsonRecord, envelope: Envelope): ParsedItem {
  switch (typeOf(message)) {
    case "reaction":
      return reaction(recordOf(message.reaction), envelope);
    case "edit":
      return edit(recordOf(message.edit), envelope);
    case "revoke":
      return revoke(recordOf(message.revoke), envelope);
    case "system":
      return system(recordOf(message.system), message, envelope);
    case "request_welcome":
      return unsaid(envelope, "Eine Person hat den Chat geöffnet und noch nichts geschrieben.");
    default:
      return plainMessage(message, envelope);
  }
}

const UNKNOWN = "Diese Art von Nachricht kennt Werkbote noch nicht.";
/** What makes the message is not there. */
const INCOMPLETE = "Die Nachricht kam unvollständig an. Bitte die Person, sie noch einmal zu schicken.";
/** It is whole: to ask for it once more would bring the same. */
const BLANK = "Die Nachricht besteht nur aus Leerzeichen oder unsichtbaren Zeichen.";

/** Nor may somebody unnamed change or take back what others wrote. */
const NOBODY = "Die Nachricht nennt keinen Absender.";

function plainMessage(message: JsonRecord, envelope: Envelope): ParsedItem {
  const content = contentOf(message);
  if (content === undefined) {
    // Meta could not load the file itself (131052): the same once more would fail again.
    const plain = whyNotHandedOver(message) ?? (isBlank(message) ? BLANK : INCOMPLETE);
    return unreadable(envelope, withWordsIn(isPlainType(message) ? plain : UNKNOWN, message));
  }
  // A message nobody can be named for has no conversation to stand in.
  if (envelope.from.addresses.length === 0) return unreadable(envelope, NOBODY);
  return saying(message, envelope, content);
}

function saying(message: JsonRecord, envelope: Unnamed | Envelope, content: MessageContent): ParsedItem {
  const context = recordOf(message.context) ?? {};
  const replyTo = idOf(context.id);
  const forwarded = forwardedOf(context);
  const referral = referralOf(recordOf(message.referral));
  const product = textOf(recordOf(context.referred_product)?.product_retailer_id, 128);
  return {
    ...envelope,
    kind: "message",
    content,
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(forwarded === undefined ? {} : { forwarded }),
    ...(referral === undefined ? {} : { referral }),
    ...(product === undefined ? {} : { product }),
  };
}

function forwardedOf(context: JsonRecord): "once" | "often" | undefined {
  if (context.frequently_forwarded) return "often";
  return context.forwarded ? "once" : undefined;
}

/** It is read in the office, and by the person who asks what is kept of them. */
const SOURCES: ReadonlyMap<string, string> = new Map([
  ["ad", "Anzeige"],
  ["post", "Beitrag"],
]);

/** The advert or post a person came from, as one line. The click id is for Meta's advertisers and not kept. */
function referralOf(referral: JsonRecord | undefined): string | undefined {
  if (referral === undefined) return undefined;
  const parts = ["source_id", "headline", "ref"].map((key) => textOf(referral[key], 200));
  const source = textOf(referral.source_type, 200) ?? "";
  const line = [SOURCES.get(source) ?? (source || undefined), ...parts]
    .filter((part) => part !== undefined)
    .join(" · ");
  return line === "" ? undefined : line;
}

function reaction(body: JsonRecord | undefined, envelope: Envelope): ParsedItem {
  const target = idOf(body?.message_id);
  if (target === undefined) return unreadable(envelope, withWordsIn("Die Reaktion nennt keine Nachricht.", body ?? {}));
  // No emoji or an empty one: the reaction was taken back.
  const emoji = textOf(body?.emoji, 64);
  return { ...envelope, kind: "reaction", target, ...(emoji === undefined ? {} : { emoji }) };
}

/** Only numbers that are also used in the Business app get edits and revocations as such. */
function edit(body: JsonRecord | undefined, envelope: Envelope): ParsedItem {
  if (envelope.from.addresses.length === 0) return unreadable(envelope, NOBODY);
  const target = idOf(body?.original_message_id);
  const message = recordOf(body?.message) ?? {};
  const content: MessageContent | undefined = contentOf(message) ?? wordsUnderFile(message);
  if (target === undefined || content === undefined)
    return unreadable(envelope, withWordsIn("Die Änderung ist nicht lesbar.", body ?? {}));
  return { ...envelope, kind: "edit", target, content };
}

function revoke(body: JsonRecord | undefined, envelope: Envelope): ParsedItem {
  if (envelope.from.addresses.length === 0) return unreadable(envelope, NOBODY);
  const target = idOf(body?.original_message_id);
  if (target === undefined) return unreadable(envelope, "Das Löschen nennt keine Nachricht.");
  return { ...envelope, kind: "revoke", target };
}

const NUMBER_CHANGED: ReadonlySet<string> = new Set([
  "user_changed_number",
  "user_changed_user_id",
  "customer_changed_number",
]);

/** Only numbers whose identity check is on are told, in older words. */
const NEW_DEVICE: ReadonlySet<string> = new Set(["customer_identity_changed", "user_identity_changed"]);

function system(body: JsonRecord | undefined, message: JsonRecord, envelope: Envelope): ParsedItem {
  const type = textOf(body?.type, 64) ?? "";
  if (NEW_DEVICE.has(type)) return unsaid(envelope, "Eine Person hat ein neues Gerät oder WhatsApp neu eingerichtet.");
  if (body === undefined || !NUMBER_CHANGED.has(type))
    return unsaid(envelope, "WhatsApp meldet etwas über eine Person, das Werkbote nicht kennt.");
  // The old id also stands in `body`, next to the profile name. It is not taken from there: a person could write
  // somebody else's id into their own name and so take over that conversation.
  const previousBsuid = bsuidOf(body.previous_user_id) ?? bsuidOf(message.from_user_id);
  const nextBsuid = bsuidOf(body.user_id);
  const previous = addressesOf(previousBsuid === nextBsuid ? undefined : previousBsuid, phoneOf(message.from));
  const next = addressesOf(nextBsuid, phoneOf(body.wa_id) ?? phoneOf(body.new_wa_id));
  if (next.length === 0) return unsaid(envelope, "Eine Person hat eine neue Nummer. WhatsApp nennt sie nicht.");
  const { label, externalId, sentAt: at } = envelope;
  return { ...accountOf(envelope), kind: "identity-change", label, externalId, at, previous, next };
}

/** MS-3: who writes to a group has not written to the business. Neither conversation nor notice nor window come of it. */
function fromGroup(envelope: Envelope): ParsedItem {
  const noPlace = "Nachricht aus einer Gruppe: Werkbote schreibt nicht in Gruppen.";
  return { ...envelope, kind: "unreadable", why: `${noPlace} Sieh auf dem Telefon nach.`, noPlace };
}

/** FC-1: news of a person that the person did not write begins no conversation, opens no window and gets no notice. */
function unsaid(envelope: Envelope, noPlace: string): ParsedItem {
  return { ...envelope, kind: "unreadable", why: noPlace, noPlace };
}

function accountOf(envelope: Envelope): { readonly accountRef?: string } {
  return envelope.accountRef === undefined ? {} : { accountRef: envelope.accountRef };
}

function unreadable(envelope: Envelope, why: string): ParsedItem {
  return { ...envelope, kind: "unreadable", why: cleanText(why) };
}
