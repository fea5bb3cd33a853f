import {
  type InboundExtras,
  type InboundResult,
  isOwn,
  offeredChoice,
  sampleReferral,
  sendEdit,
  sendInbound,
  sendReaction,
  sendRevoke,
} from "./inbound.ts";
import { fileOf, isInboundMedia, mediaContent, plainContent } from "./inbound-content.ts";
import type { InboundFile } from "./inbound-file.ts";
import { asObject, type JsonObject, listAt, objectAt, stringAt } from "./json.ts";
import { componentOf } from "./templates.ts";
import type { ChatMessage, Customer, Sim } from "./world.ts";

/** A request of the control plane that cannot be carried out; becomes HTTP 400 with this text. */
export class ControlError extends Error {}

/**
 * Does what a customer can do in the chat. `request.type` is text, image, document, voice, audio, video, sticker,
 * location, contacts, contact_share, reaction, button_reply, list_reply, quick_reply, order, unsupported, unknown,
 * edit, revoke or raw; the other members are described in README.md.
 */
export async function act(
  sim: Sim,
  customer: Customer,
  request: JsonObject,
  file?: InboundFile,
): Promise<InboundResult> {
  const type = stringAt(request, "type") ?? (file === undefined ? "text" : "document");
  if (!customer.online) throw new ControlError("The customer is offline.");
  const extras = extrasOf(request);
  if (isInboundMedia(type)) {
    const chosen = file ?? fileOf(type, request);
    if (chosen === undefined) throw new ControlError(`No file and no built-in sample for ${type}.`);
    return await sendInbound(sim, customer, mediaContent(sim, type, chosen, stringAt(request, "caption")), extras);
  }
  if (type === "reaction") return await doReaction(sim, customer, request);
  if (type === "button_reply" || type === "list_reply") return await doChoice(sim, customer, type, request);
  if (type === "quick_reply") return await doQuickReply(sim, customer, request);
  if (type === "edit" || type === "revoke") return await doCorrection(sim, customer, type, request);
  const content = plainContent(type, request, customer);
  if (content === undefined) throw new ControlError(`Unknown type ${type}, or something it needs is missing.`);
  const answers = stringAt(request, "messageId");
  const context = type === "contact_share" && answers !== undefined ? { ...extras, replyTo: answers } : extras;
  return await sendInbound(sim, customer, content, context);
}

function extrasOf(request: JsonObject): InboundExtras {
  const { forwarded, referral } = request;
  return {
    replyTo: stringAt(request, "replyTo"),
    forwarded: forwarded === "often" ? "often" : forwarded === true || forwarded === "true",
    referral: referral === true ? sampleReferral() : objectAt(request, "referral"),
    referredProduct: objectAt(request, "referredProduct"),
  };
}

function target(sim: Sim, customer: Customer, request: JsonObject): ChatMessage {
  const message = sim.world.messages.get(stringAt(request, "messageId") ?? "");
  if (message === undefined || message.customerId !== customer.id) {
    throw new ControlError("messageId is not a message of this chat.");
  }
  return message;
}

async function doReaction(sim: Sim, customer: Customer, request: JsonObject): Promise<InboundResult> {
  const emoji = stringAt(request, "emoji") || undefined;
  return await sendReaction(sim, customer, target(sim, customer, request), emoji, request.emptyOnRemoval === true);
}

async function doChoice(
  sim: Sim,
  customer: Customer,
  kind: "button_reply" | "list_reply",
  request: JsonObject,
): Promise<InboundResult> {
  const question = target(sim, customer, request);
  const id = stringAt(request, "id") ?? "";
  const offered = offeredChoice(question, id);
  const title = stringAt(request, "title") ?? offered?.title;
  if (id === "" || title === undefined) throw new ControlError("The message offers no choice with this id.");
  const description = kind === "list_reply" ? (stringAt(request, "description") ?? offered?.description) : undefined;
  const interactive = { type: kind, [kind]: { id, title, description } };
  return await sendInbound(sim, customer, { type: "interactive", members: { interactive } }, { replyTo: question.id });
}

/** Tap on a template's quick-reply button; its payload is what the send put there, or else the button's text. */
async function doQuickReply(sim: Sim, customer: Customer, request: JsonObject): Promise<InboundResult> {
  const question = target(sim, customer, request);
  const buttons = quickReplies(sim, question);
  const text = stringAt(request, "text");
  const button = buttons.find((b) => text === undefined || b.text === text);
  if (button === undefined) throw new ControlError("The template has no quick-reply button with this text.");
  const payload = stringAt(request, "payload") ?? button.payload;
  const members = { button: { payload, text: button.text } };
  return await sendInbound(sim, customer, { type: "button", members }, { replyTo: question.id });
}

/** The quick-reply buttons of a template message, with the payloads of this very send. */
export function quickReplies(sim: Sim, message: ChatMessage): { text: string; payload: string }[] {
  const template = templateOf(sim, message);
  const buttons = template === undefined ? [] : listAt(componentOf(template, "BUTTONS"), "buttons").map(asObject);
  const sent = listAt(message.content, "components").map(asObject);
  return buttons.flatMap((button, index) => {
    const text = stringAt(button, "text");
    if (text === undefined || stringAt(button, "type")?.toUpperCase() !== "QUICK_REPLY") return [];
    const component = sent.find((c) => c.type === "button" && Number(c.index) === index);
    return [{ text, payload: stringAt(listAt(component, "parameters")[0], "payload") ?? text }];
  });
}

export function templateOf(sim: Sim, message: ChatMessage) {
  const name = stringAt(message.content, "name");
  const language = stringAt(objectAt(message.content, "language"), "code");
  return [...sim.world.templates.values()].find((t) => t.name === name && t.language === language);
}

async function doCorrection(
  sim: Sim,
  customer: Customer,
  kind: "edit" | "revoke",
  request: JsonObject,
): Promise<InboundResult> {
  const message = target(sim, customer, request);
  if (!isOwn(message, customer)) throw new ControlError("Only own messages can be changed or deleted.");
  if (kind === "revoke") return await sendRevoke(sim, customer, message);
  return await sendEdit(sim, customer, message, stringAt(request, "text") ?? "");
}
