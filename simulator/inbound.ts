import type { Delivery } from "./delivery.ts";
import { contactEntry, newUserId, rememberPhone, senderFields } from "./identity.ts";
import type { InboundContent } from "./inbound-content.ts";
import { type JsonObject, stringAt } from "./json.ts";
import { metadata } from "./statuses.ts";
import type { ChatMessage, Customer, Sim } from "./world.ts";
import { announce, DAY_MS, digitsOf, unixSeconds } from "./world.ts";

/** What a message can carry beside its content. */
export interface InboundExtras {
  /** Quotes this message. */
  replyTo?: string | undefined;
  forwarded?: boolean | "often" | undefined;
  referral?: JsonObject | undefined;
  referredProduct?: JsonObject | undefined;
}

export interface InboundResult {
  message: ChatMessage;
  delivery: Delivery | undefined;
}

/** The customer sends something: the bubble appears in the chat and the business is told by webhook. */
export async function sendInbound(
  sim: Sim,
  customer: Customer,
  content: InboundContent,
  extras: InboundExtras = {},
): Promise<InboundResult> {
  const at = sim.clock.now();
  if (!customer.blocked) customer.lastInboundAt = at;
  if (content.sharesPhone === true) rememberPhone(sim, customer);
  const message = newMessage(sim, customer, content, extras, at);
  sim.world.messages.set(message.id, message);
  announce(sim, "chat", customer.id);
  // Whoever is blocked is not told so: the message stays at one tick.
  if (customer.blocked) return { message, delivery: undefined };
  const body = {
    context: contextOf(sim, extras),
    referral: extras.referral,
    ...senderFields(sim, customer),
    id: message.id,
    timestamp: unixSeconds(at),
    ...content.members,
    type: content.type,
  };
  const value = {
    messaging_product: "whatsapp",
    metadata: metadata(sim),
    contacts: [contactEntry(sim, customer)],
    messages: [body],
  };
  const delivery = await sim.deliveries.send([{ field: "messages", value }]);
  message.deliveryId = delivery?.id;
  announce(sim, "chat", customer.id);
  return { message, delivery };
}

function newMessage(
  sim: Sim,
  customer: Customer,
  content: InboundContent,
  extras: InboundExtras,
  at: number,
): ChatMessage {
  return {
    id: sim.random.messageId(),
    customerId: customer.id,
    from: "customer",
    type: content.type,
    content: content.members[content.type] ?? {},
    at,
    quotedId: extras.replyTo,
    forwarded: extras.forwarded !== undefined && extras.forwarded !== false,
    reactions: {},
    edited: false,
    revoked: false,
    receipts: [],
    addressedBy: "phone",
    category: "service",
    ttlMs: 30 * DAY_MS,
  };
}

/** Reply, forwarded and product contexts exclude each other; a forwarded one has no id. */
function contextOf(sim: Sim, extras: InboundExtras): JsonObject | undefined {
  if (extras.forwarded === "often") return { frequently_forwarded: true };
  if (extras.forwarded === true) return { forwarded: true };
  if (extras.replyTo === undefined) return undefined;
  const quoted = sim.world.messages.get(extras.replyTo);
  const author = quoted?.from === "customer" ? sim.world.customers.get(quoted.customerId) : undefined;
  const from =
    author === undefined ? { from: digitsOf(sim.world.phone.displayPhoneNumber) } : authorFields(sim, author);
  return { ...from, id: extras.replyTo, referred_product: extras.referredProduct };
}

function authorFields(sim: Sim, author: Customer): JsonObject {
  const { from, from_user_id } = senderFields(sim, author);
  return { from, from_user_id };
}

/** Reaction to a bubble. Taking it back sends no `emoji`; old payloads carry an empty one instead. */
export async function sendReaction(
  sim: Sim,
  customer: Customer,
  target: ChatMessage,
  emoji: string | undefined,
  emptyOnRemoval: boolean,
): Promise<InboundResult> {
  target.reactions.customer = emoji;
  const gone = emptyOnRemoval ? "" : undefined;
  const reaction = { message_id: target.id, emoji: emoji ?? gone };
  return await sendInbound(sim, customer, { type: "reaction", members: { reaction } });
}

/** Changes the text of an own message (numbers that also run the WhatsApp Business app get this as `edit`). */
export async function sendEdit(sim: Sim, customer: Customer, target: ChatMessage, text: string) {
  target.content = target.type === "text" ? { body: text } : { ...asContent(target), caption: text };
  target.edited = true;
  const changed = { type: target.type, [target.type]: target.content };
  const edit = { original_message_id: target.id, message: changed };
  return await sendInbound(sim, customer, { type: "edit", members: { edit } });
}

export async function sendRevoke(sim: Sim, customer: Customer, target: ChatMessage): Promise<InboundResult> {
  target.revoked = true;
  return await sendInbound(sim, customer, { type: "revoke", members: { revoke: { original_message_id: target.id } } });
}

function asContent(message: ChatMessage): object {
  return typeof message.content === "object" && message.content !== null ? message.content : {};
}

/**
 * New phone number, hence a new BSUID. The webhook is of type `system`, has no `contacts`, and without a visible phone
 * it is `user_changed_user_id` and carries neither `from` nor `wa_id`. It does not open the 24 h window.
 */
export async function changeNumber(sim: Sim, customer: Customer, phone: string): Promise<Delivery | undefined> {
  const visible = !customer.phoneHidden;
  const old = { phone: customer.phone, userId: customer.userId, parentUserId: customer.parentUserId };
  customer.phone = digitsOf(phone);
  customer.userId = newUserId(sim);
  if (old.parentUserId !== undefined) customer.parentUserId = newUserId(sim).replace(".", ".ENT.");
  announce(sim, "customers", customer.id);
  const [before, after] = visible ? [old.phone, customer.phone] : [old.userId, customer.userId];
  const system = {
    body: `User ${customer.name} changed from ${before} to ${after}`,
    wa_id: visible ? customer.phone : undefined,
    user_id: customer.userId,
    parent_user_id: customer.parentUserId,
    previous_user_id: old.userId,
    previous_parent_user_id: old.parentUserId,
    type: visible ? "user_changed_number" : "user_changed_user_id",
  };
  const message = {
    from: visible ? old.phone : undefined,
    from_user_id: old.userId,
    from_parent_user_id: old.parentUserId,
    id: sim.random.messageId(),
    timestamp: unixSeconds(sim.clock.now()),
    system,
    type: "system",
  };
  const value = { messaging_product: "whatsapp", metadata: metadata(sim), messages: [message] };
  return await sim.deliveries.send([{ field: "messages", value }]);
}

/** The opener of somebody who came from an ad ("click to WhatsApp"). */
export function sampleReferral(): JsonObject {
  return {
    source_url: "https://fb.me/beispiel",
    source_id: "120226305854810726",
    source_type: "ad",
    headline: "Heizung vor dem Winter prüfen",
    body: "Schreiben Sie uns direkt.",
    media_type: "image",
    image_url: "https://example.com/anzeige.jpg",
    ctwa_clid: "Aff-beispiel",
  };
}

export function isOwn(message: ChatMessage | undefined, customer: Customer): message is ChatMessage {
  return message?.customerId === customer.id && message.from === "customer";
}

/** Text of a button or row that a business message offers, found by its id. */
export function offeredChoice(message: ChatMessage, id: string): { title: string; description?: string } | undefined {
  const interactive = JSON.stringify(message.content);
  return interactive.includes(JSON.stringify(id)) ? findChoice(message.content, id) : undefined;
}

function findChoice(node: unknown, id: string): { title: string; description?: string } | undefined {
  if (typeof node !== "object" || node === null) return undefined;
  const title = stringAt(node, "title");
  const description = stringAt(node, "description");
  if (stringAt(node, "id") === id && title !== undefined) {
    return description === undefined ? { title } : { title, description };
  }
  for (const child of Object.values(node)) {
    const found = findChoice(child, id);
    if (found !== undefined) return found;
  }
  return undefined;
}
