import { ConnectionReset, magicCode, presetError, takeFault } from "./faults.ts";
import { GraphError } from "./graph-error.ts";
import { addCustomer, findByPhone, findByUserId, normalisePhone, rememberPhone, windowOpen } from "./identity.ts";
import { type JsonObject, objectAt, stringAt } from "./json.ts";
import { findMedia, fitsKind } from "./media.ts";
import { checkContent, isMediaKind } from "./message-limits.ts";
import { startLifecycle } from "./statuses.ts";
import { checkTemplateSend } from "./template-send.ts";
import type { ChatMessage, Customer, Sim, Template } from "./world.ts";
import { announce, DAY_MS, digitsOf } from "./world.ts";

/** What the connection does after the answer is known: errors are thrown, these two are not answers. */
type Twist = "hang" | "reset" | undefined;

export interface SendResult {
  answer: JsonObject;
  twist: Twist;
}

interface Failure {
  code: number;
  details?: string;
}

/**
 * `POST /{number}/messages`. Takes the message, answers with its wamid, and lets its statuses follow.
 * Refusals are thrown as GraphError and kept in `world.attempts` too, so that nothing the business tried is lost.
 */
export async function acceptSend(sim: Sim, body: JsonObject): Promise<SendResult> {
  const attempt = { at: sim.clock.now(), request: body };
  try {
    const { message, answer, twist, failure } = prepare(sim, body);
    sim.world.attempts.push({ ...attempt, outcome: "accepted", messageId: message.id });
    sim.world.messages.set(message.id, message);
    react(sim, message);
    const customer = sim.world.customers.get(message.customerId);
    if (customer !== undefined) customer.typingUntil = 0;
    announce(sim, "chat", message.customerId);
    await startLifecycle(sim, message, failure);
    return { answer, twist };
  } catch (error) {
    const errorCode = error instanceof GraphError ? error.code : undefined;
    sim.world.attempts.push({ ...attempt, outcome: "refused", errorCode });
    throw error;
  }
}

function prepare(sim: Sim, body: JsonObject) {
  const { phone } = sim.world;
  requireProduct(body);
  if (phone.status !== "CONNECTED") throw new GraphError(133010);
  const type = stringAt(body, "type") ?? "text";
  if ((stringAt(body, "biz_opaque_callback_data") ?? "").length > 512) {
    throw new GraphError(131009, { details: "biz_opaque_callback_data is longer than 512 characters." });
  }
  checkContent(type, body);
  const template = type === "template" ? checkTemplateSend(sim, objectAt(body, "template")) : undefined;
  const recipient = resolveRecipient(sim, body);
  const fault = takeFault(sim, "messages", recipient.input);
  if (fault?.preset === "reset_before") throw new ConnectionReset();
  const special = fault !== undefined && ["hang", "reset_after_accept"].includes(fault.preset);
  if (fault !== undefined && !special && fault.mode === "sync") throw presetError(sim, fault.preset, fault.http);
  const magic = magicCode(recipient.customer.phone);
  if (magic?.mode === "sync") throw presetError(sim, String(magic.code));
  if (template?.category === "AUTHENTICATION" && recipient.addressedBy === "userId") throw new GraphError(131062);
  const planned = fault !== undefined && !special ? Number(fault.preset) : magic?.code;
  const failure =
    planned === undefined ? laterFailure(sim, type, body, recipient.customer, template) : { code: planned };
  const message = newMessage(sim, body, type, recipient, template);
  const twist: Twist = !special ? undefined : fault.preset === "hang" ? "hang" : "reset";
  return { message, failure, twist, answer: sendAnswer(sim, message, recipient, template) };
}

function requireProduct(body: JsonObject): void {
  if (body.messaging_product !== "whatsapp")
    throw new GraphError(100, { details: "messaging_product must be whatsapp." });
}

interface Recipient {
  customer: Customer;
  input: string;
  addressedBy: "phone" | "userId";
}

const BSUID = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/;

/** `to` is a phone, `recipient` a BSUID; if both are given `to` wins. */
function resolveRecipient(sim: Sim, body: JsonObject): Recipient {
  const writesElsewhere = sim.settings.unknownRecipients === "wrote";
  const to = stringAt(body, "to");
  const userId = stringAt(body, "recipient");
  if (to !== undefined && to !== "") {
    const phone = normalisePhone(sim, to);
    if (phone.length < 7 || phone.length > 15) throw new GraphError(131009, { details: "to is not a phone number." });
    if (phone === digitsOf(sim.world.phone.displayPhoneNumber)) throw new GraphError(131021);
    const known = findByPhone(sim, phone);
    const create = sim.settings.unknownRecipients !== "fail" || magicCode(phone) !== undefined;
    if (known === undefined && !create) throw new GraphError(131026);
    const customer = known ?? addCustomer(sim, { name: `+${phone}`, phone, writesElsewhere });
    return { customer, input: to, addressedBy: "phone" };
  }
  if (userId === undefined) throw new GraphError(100, { details: "The parameter to is required." });
  const known = findByUserId(sim, userId);
  if (known === undefined && !(writesElsewhere && BSUID.test(userId)))
    throw new GraphError(131026, { details: "The recipient is unknown to this business portfolio." });
  const customer = known ?? addCustomer(sim, { name: userId, userId, phoneHidden: true, writesElsewhere });
  return { customer, input: userId, addressedBy: "userId" };
}

/** Reasons that Meta reports after the 200; with `windowMode: "sync"` the closed window is refused at once. */
function laterFailure(
  sim: Sim,
  type: string,
  body: JsonObject,
  customer: Customer,
  template: Template | undefined,
): Failure | undefined {
  if (customer.blocked) return { code: 131026, details: "The business blocked this user." };
  if (template?.category === "MARKETING" && customer.marketingStopped) return { code: 131050 };
  if (template === undefined && !windowOpen(sim, customer)) {
    if (sim.settings.windowMode === "sync") throw new GraphError(131047);
    return { code: 131047 };
  }
  if (type === "reaction") return reactionFailure(sim, body);
  const mediaId = isMediaKind(type) ? stringAt(objectAt(body, type), "id") : undefined;
  if (!isMediaKind(type) || mediaId === undefined) return undefined;
  const media = findMedia(sim, mediaId);
  if (media === undefined) {
    throw new GraphError(100, {
      message: `(#100) Param ${type}['id'] is not a valid whatsapp business account media attachment ID`,
    });
  }
  const details = `Unsupported file type ${media.mimeType} for a message of type ${type}.`;
  return fitsKind(media, type) ? undefined : { code: 131053, details };
}

function reactionFailure(sim: Sim, body: JsonObject): Failure | undefined {
  const target = sim.world.messages.get(stringAt(objectAt(body, "reaction"), "message_id") ?? "");
  const gone = target === undefined || target.revoked || target.type === "reaction";
  const old = target !== undefined && sim.clock.now() - target.at > 30 * DAY_MS;
  return gone || old ? { code: 131009, details: "The message to react to is unknown, deleted or too old." } : undefined;
}

function newMessage(
  sim: Sim,
  body: JsonObject,
  type: string,
  recipient: Recipient,
  template: Template | undefined,
): ChatMessage {
  if (recipient.addressedBy === "phone") rememberPhone(sim, recipient.customer);
  const ttlSeconds = template?.ttlSeconds ?? (template?.category === "AUTHENTICATION" ? 600 : -1);
  return {
    id: sim.random.messageId(),
    customerId: recipient.customer.id,
    from: "business",
    type,
    content: body[type],
    at: sim.clock.now(),
    quotedId: type === "reaction" ? undefined : stringAt(objectAt(body, "context"), "message_id"),
    forwarded: false,
    reactions: {},
    edited: false,
    revoked: false,
    receipts: [],
    request: body,
    addressedBy: recipient.addressedBy,
    category: template?.category.toLowerCase() ?? "service",
    ttlMs: ttlSeconds < 0 ? 30 * DAY_MS : ttlSeconds * 1000,
  };
}

function react(sim: Sim, message: ChatMessage): void {
  if (message.type !== "reaction") return;
  const target = sim.world.messages.get(stringAt(message.content, "message_id") ?? "");
  if (target?.customerId === message.customerId)
    target.reactions.business = stringAt(message.content, "emoji") || undefined;
}

function sendAnswer(sim: Sim, message: ChatMessage, recipient: Recipient, template: Template | undefined): JsonObject {
  const { customer, input } = recipient;
  const held = sim.settings.holdForQuality ? "held_for_quality_assessment" : "accepted";
  return {
    messaging_product: "whatsapp",
    contacts: [
      recipient.addressedBy === "phone" ? { input, wa_id: customer.phone } : { input, user_id: customer.userId },
    ],
    messages: [template === undefined ? { id: message.id } : { id: message.id, message_status: held }],
  };
}

/**
 * Read receipt, with typing on request: marks this and all earlier messages of the chat as read. No webhook follows.
 * Typing shows for 25 seconds or until the next message.
 */
export function acceptReadReceipt(sim: Sim, body: JsonObject): JsonObject {
  requireProduct(body);
  const message = sim.world.messages.get(stringAt(body, "message_id") ?? "");
  if (message?.from !== "customer")
    throw new GraphError(131009, { details: "message_id is not a message of a customer." });
  const indicator = objectAt(body, "typing_indicator");
  if (indicator !== undefined && indicator.type !== "text")
    throw new GraphError(131009, { details: "typing_indicator.type must be text." });
  const typing = indicator !== undefined;
  const now = sim.clock.now();
  for (const other of sim.world.messages.values()) {
    const earlier = other.customerId === message.customerId && other.from === "customer" && other.at <= message.at;
    if (earlier && !other.receipts.some((r) => r.status === "read")) other.receipts.push({ status: "read", at: now });
  }
  sim.world.readReceipts.push({ messageId: message.id, at: now, typing });
  const customer = sim.world.customers.get(message.customerId);
  if (typing && customer !== undefined) {
    customer.typingUntil = now + 25_000;
    const { world } = sim;
    sim.clock.after(25_000, () => {
      if (sim.world === world) announce(sim, "chat", customer.id);
    });
  }
  announce(sim, "chat", message.customerId);
  return { success: true };
}
