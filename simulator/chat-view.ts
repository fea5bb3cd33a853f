import { quickReplies, templateOf } from "./customer-act.ts";
import { phoneVisible, windowOpen } from "./identity.ts";
import { asObject, type JsonObject, listAt, objectAt, stringAt } from "./json.ts";
import { isMediaKind } from "./message-limits.ts";
import { componentOf } from "./templates.ts";
import type { ChatMessage, Customer, Sim } from "./world.ts";
import { DAY_MS } from "./world.ts";

/** A customer as the list shows it. */
export function customerView(sim: Sim, customer: Customer): JsonObject {
  const chat = bubblesOf(sim, customer);
  const last = chat.at(-1);
  const { parentUserId: _, lastInboundAt, typingUntil, ...plain } = customer;
  return {
    ...plain,
    phoneVisible: phoneVisible(sim, customer),
    windowOpenUntil: lastInboundAt === undefined ? null : lastInboundAt + DAY_MS,
    windowOpen: windowOpen(sim, customer),
    typing: typingUntil > sim.clock.now(),
    unread: chat.filter((m) => m.from === "business" && arrived(m) && !has(m, "read")).length,
    lastAt: last?.at ?? null,
    preview: last === undefined ? "" : previewOf(sim, last),
  };
}

/** The chat as this customer's phone shows it: what the business sent appears once it was delivered. */
export function chatView(sim: Sim, customer: Customer): JsonObject {
  return {
    customer: customerView(sim, customer),
    messages: bubblesOf(sim, customer)
      .filter((message) => message.from === "customer" || arrived(message))
      .map((message) => messageView(sim, message)),
  };
}

/** Everything between the two, including what only acts on other bubbles (reactions, edits, revokes). */
export function historyOf(sim: Sim, customer: Customer): ChatMessage[] {
  return [...sim.world.messages.values()].filter((m) => m.customerId === customer.id);
}

function bubblesOf(sim: Sim, customer: Customer): ChatMessage[] {
  return historyOf(sim, customer).filter((m) => !["reaction", "edit", "revoke"].includes(m.type));
}

function has(message: ChatMessage, status: string): boolean {
  return message.receipts.some((receipt) => receipt.status === status);
}

function arrived(message: ChatMessage): boolean {
  return has(message, "delivered") || has(message, "read");
}

export function messageView(sim: Sim, message: ChatMessage): JsonObject {
  const quoted = message.quotedId === undefined ? undefined : sim.world.messages.get(message.quotedId);
  return {
    id: message.id,
    from: message.from,
    type: message.type,
    at: message.at,
    text: message.revoked ? "" : textOf(sim, message),
    header: headerOf(sim, message),
    footer: footerOf(sim, message),
    media: message.revoked ? undefined : mediaOf(sim, message),
    location: message.type === "location" ? message.content : undefined,
    contacts: message.type === "contacts" ? message.content : undefined,
    choices: message.from === "business" ? choicesOf(sim, message) : [],
    quoted: quoted === undefined ? undefined : { id: quoted.id, from: quoted.from, text: previewOf(sim, quoted) },
    forwarded: message.forwarded,
    edited: message.edited,
    revoked: message.revoked,
    reactions: message.reactions,
    tick: tickOf(sim, message),
    receipts: message.receipts.filter((r) => r.at >= 0),
    category: message.from === "business" ? message.category : undefined,
  };
}

/** How far a message came: for the customer's own ones the webhook's 200 counts as delivered. */
function tickOf(sim: Sim, message: ChatMessage): string {
  const last = message.receipts.at(-1)?.status;
  if (message.from === "business") return last ?? "accepted";
  if (has(message, "read")) return "read";
  const delivery = message.deliveryId === undefined ? undefined : sim.deliveries.find(message.deliveryId);
  return delivery?.state === "delivered" ? "delivered" : (delivery?.state ?? "sent");
}

const NAMES: Record<string, string> = {
  image: "Foto",
  video: "Video",
  audio: "Sprachnachricht",
  document: "Dokument",
  sticker: "Aufkleber",
  location: "Standort",
  contacts: "Kontakt",
  order: "Bestellung",
};

/** One line about a message, for the list and for quotes. */
function previewOf(sim: Sim, message: ChatMessage): string {
  if (message.revoked) return "Gelöscht";
  return textOf(sim, message) || NAMES[message.type] || "Nachricht";
}

function textOf(sim: Sim, message: ChatMessage): string {
  const { content, type } = message;
  if (type === "text") return stringAt(content, "body") ?? "";
  if (type === "button") return stringAt(content, "text") ?? "";
  if (type === "template") return templateText(sim, message);
  if (type === "interactive" && message.from === "customer") {
    const reply = objectAt(content, "button_reply") ?? objectAt(content, "list_reply");
    return stringAt(reply, "title") ?? "";
  }
  if (type === "interactive") return stringAt(objectAt(content, "body"), "text") ?? "";
  return stringAt(content, "caption") ?? "";
}

/** The template's body with the variables filled in, the way the customer reads it. */
function templateText(sim: Sim, message: ChatMessage): string {
  const template = templateOf(sim, message);
  const body = template === undefined ? undefined : componentOf(template, "BODY");
  return filledIn(stringAt(body, "text") ?? "", parametersOf(message, "body"));
}

function parametersOf(message: ChatMessage, type: string, index?: number): JsonObject[] {
  const sent = listAt(message.content, "components")
    .map(asObject)
    .find((c) => stringAt(c, "type")?.toLowerCase() === type && (index === undefined || Number(c.index) === index));
  return listAt(sent, "parameters").map(asObject);
}

function filledIn(text: string, parameters: JsonObject[]): string {
  let filled = text;
  for (const [index, parameter] of parameters.entries()) {
    const name = stringAt(parameter, "parameter_name") ?? String(index + 1);
    const fallback = objectAt(parameter, "currency") ?? objectAt(parameter, "date_time");
    const value = stringAt(parameter, "text") ?? stringAt(fallback, "fallback_value") ?? "";
    filled = filled.replaceAll(`{{${name}}}`, () => value);
  }
  return filled;
}

function headerOf(sim: Sim, message: ChatMessage): string | undefined {
  if (message.type === "interactive") return stringAt(objectAt(message.content, "header"), "text");
  const template = message.type === "template" ? templateOf(sim, message) : undefined;
  const text = template === undefined ? undefined : stringAt(componentOf(template, "HEADER"), "text");
  return text === undefined ? undefined : filledIn(text, parametersOf(message, "header"));
}

function footerOf(sim: Sim, message: ChatMessage): string | undefined {
  if (message.type === "interactive") return stringAt(objectAt(message.content, "footer"), "text");
  const template = message.type === "template" ? templateOf(sim, message) : undefined;
  return template === undefined ? undefined : stringAt(componentOf(template, "FOOTER"), "text");
}

function mediaOf(sim: Sim, message: ChatMessage): JsonObject | undefined {
  if (!isMediaKind(message.type)) return undefined;
  const id = stringAt(message.content, "id");
  const media = id === undefined ? undefined : sim.world.media.get(id);
  return {
    id,
    href: media === undefined ? undefined : `/_sim/media/${media.id}`,
    link: stringAt(message.content, "link"),
    mimeType: media?.mimeType,
    size: media?.bytes.length,
    filename: stringAt(message.content, "filename") ?? media?.filename,
  };
}

/** What can be tapped below a bubble; `act` is the control plane's type for the tap. */
function choicesOf(sim: Sim, message: ChatMessage): JsonObject[] {
  if (message.type === "template") {
    const replies = quickReplies(sim, message).map((reply) => ({
      act: "quick_reply",
      title: reply.text,
      payload: reply.payload,
    }));
    return [...replies, ...templateLinks(sim, message)];
  }
  if (message.type !== "interactive") return [];
  const action = objectAt(message.content, "action");
  const kind = stringAt(message.content, "type")?.toLowerCase();
  if (kind === "contact_request") return [{ act: "contact_share", title: "Nummer teilen" }];
  if (kind === "location_request_message") return [{ act: "location", title: "Standort senden" }];
  const parameters = objectAt(action, "parameters");
  if (kind === "cta_url")
    return [{ act: "link", title: stringAt(parameters, "display_text"), url: stringAt(parameters, "url") }];
  const buttons = listAt(action, "buttons").map((button) => ({
    act: "button_reply",
    ...pick(objectAt(button, "reply")),
  }));
  const rows = listAt(action, "sections").flatMap((section) => listAt(section, "rows"));
  return [...buttons, ...rows.map((row) => ({ act: "list_reply", ...pick(row) }))];
}

/** Buttons of a template that lead to a page; what is variable in the address came with the send. */
function templateLinks(sim: Sim, message: ChatMessage): JsonObject[] {
  const template = templateOf(sim, message);
  const buttons = template === undefined ? [] : listAt(componentOf(template, "BUTTONS"), "buttons").map(asObject);
  return buttons.flatMap((button, index) => {
    const url = stringAt(button, "url");
    if (url === undefined || stringAt(button, "type")?.toUpperCase() !== "URL") return [];
    return [{ act: "link", title: button.text, url: filledIn(url, parametersOf(message, "button", index)) }];
  });
}

function pick(choice: unknown): JsonObject {
  return { id: stringAt(choice, "id"), title: stringAt(choice, "title"), description: stringAt(choice, "description") };
}
