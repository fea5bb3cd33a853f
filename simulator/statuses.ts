import type { Delivery } from "./delivery.ts";
import { webhookError } from "./graph-error.ts";
import { contactEntry, recipientFields, statusContact } from "./identity.ts";
import { type JsonObject, stringAt } from "./json.ts";
import type { Span } from "./settings.ts";
import type { ChatMessage, Customer, ReceiptStatus, Sim } from "./world.ts";
import { announce, DAY_MS, unixSeconds } from "./world.ts";

export function metadata(sim: Sim): JsonObject {
  const { displayPhoneNumber, id } = sim.world.phone;
  return { display_phone_number: displayPhoneNumber.replace(/\D/g, ""), phone_number_id: id };
}

export function draw(sim: Sim, [min, max]: Span): number {
  return sim.random.between(min, max);
}

function hasStatus(message: ChatMessage, status: ReceiptStatus): boolean {
  return message.receipts.some((receipt) => receipt.status === status);
}

/** Starts what happens to an accepted message; `failure` makes it fail instead of arriving. */
export async function startLifecycle(sim: Sim, message: ChatMessage, failure?: { code: number; details?: string }) {
  const customer = sim.world.customers.get(message.customerId);
  if (customer === undefined) return;
  if (failure !== undefined) {
    sim.clock.after(draw(sim, sim.settings.sentMs), () => fail(sim, customer, message, failure));
    return;
  }
  if (sim.settings.sentBeforeResponse) await reachServer(sim, customer, message);
  else sim.clock.after(draw(sim, sim.settings.sentMs), () => reachServer(sim, customer, message));
}

async function fail(sim: Sim, customer: Customer, message: ChatMessage, failure: { code: number; details?: string }) {
  await report(sim, customer, message, "failed", [webhookError(failure.code, failure.details)]);
}

/** `sent`; a reaction ends here, because outbound reactions never get another status. */
async function reachServer(sim: Sim, customer: Customer, message: ChatMessage): Promise<void> {
  await report(sim, customer, message, "sent");
  if (message.type === "reaction" || !customer.online) return;
  sim.clock.after(draw(sim, sim.settings.deliveredMs), () => reachPhone(sim, customer, message));
}

async function reachPhone(sim: Sim, customer: Customer, message: ChatMessage): Promise<void> {
  if (!customer.online || hasStatus(message, "delivered") || hasStatus(message, "read")) return;
  // Meta drops what could not be delivered in time and says nothing about it.
  if (sim.clock.now() > message.at + message.ttlMs) return;
  if (sim.random.chance(sim.chaos.dropDeliveredPercent)) message.receipts.push({ status: "delivered", at: -1 });
  else await report(sim, customer, message, "delivered");
  if (sim.settings.autoRead) {
    sim.clock.after(draw(sim, sim.settings.readMs), async () => {
      await markRead(sim, customer, [message]);
    });
  }
}

/** The phone has a connection again: everything that waited on the server arrives. */
export function comeOnline(sim: Sim, customer: Customer): void {
  customer.online = true;
  for (const message of outboundOf(sim, customer)) {
    if (message.type === "reaction" || !hasStatus(message, "sent") || hasStatus(message, "delivered")) continue;
    sim.clock.after(draw(sim, sim.settings.deliveredMs), () => reachPhone(sim, customer, message));
  }
}

/** The customer opened the chat. Messages that only reached the server count as read at once, without `delivered`. */
export async function markRead(sim: Sim, customer: Customer, only?: ChatMessage[]): Promise<number> {
  if (!customer.online) return 0;
  const unread = (only ?? outboundOf(sim, customer)).filter(
    (m) => m.type !== "reaction" && hasStatus(m, "sent") && !hasStatus(m, "read") && !hasStatus(m, "failed"),
  );
  for (const message of unread) await report(sim, customer, message, "read");
  return unread.length;
}

/** The customer pressed play on a voice message. */
export async function markPlayed(sim: Sim, customer: Customer, message: ChatMessage): Promise<void> {
  if (message.type !== "audio" || hasStatus(message, "played")) return;
  if (!hasStatus(message, "read")) await markRead(sim, customer, [message]);
  await report(sim, customer, message, "played");
}

function outboundOf(sim: Sim, customer: Customer): ChatMessage[] {
  return [...sim.world.messages.values()].filter((m) => m.customerId === customer.id && m.from === "business");
}

async function report(
  sim: Sim,
  customer: Customer,
  message: ChatMessage,
  status: ReceiptStatus,
  errors?: JsonObject[],
): Promise<void> {
  const at = sim.clock.now();
  // `pricing` belongs on `sent` and on exactly one of delivered/read: the first that is really reported.
  const arrivedBefore = message.receipts.some((r) => r.at >= 0 && (r.status === "delivered" || r.status === "read"));
  const priced = status === "sent" || ((status === "delivered" || status === "read") && !arrivedBefore);
  message.receipts.push({ status, at, errors });
  announce(sim, "chat", customer.id);
  const failed = status === "failed";
  const entry = {
    id: message.id,
    status,
    timestamp: unixSeconds(at),
    ...recipientFields(sim, customer, message, failed),
    biz_opaque_callback_data: stringAt(message.request, "biz_opaque_callback_data"),
    conversation: priced ? conversation(sim, message, status) : undefined,
    pricing: priced ? pricing(sim, message) : undefined,
    errors,
  };
  const withUsername = status !== "sent";
  const contacts = failed ? undefined : [statusContact(sim, customer, message, withUsername)];
  const value = { messaging_product: "whatsapp", metadata: metadata(sim), contacts, statuses: [entry] };
  await sim.deliveries.send([{ field: "messages", value }]);
}

function pricing(sim: Sim, message: ChatMessage): JsonObject {
  const free = message.category === "service" && sim.settings.servicePricing === "free_customer_service";
  return {
    billable: !free,
    pricing_model: "PMP",
    type: free ? "free_customer_service" : "regular",
    category: message.category,
  };
}

/** Since v24.0 `conversation` only comes in free-entry-point windows, which the simulator does not open. */
function conversation(sim: Sim, message: ChatMessage, status: ReceiptStatus): JsonObject | undefined {
  if (Number.parseInt(sim.settings.webhookVersion.slice(1), 10) >= 24) return undefined;
  return {
    id: Buffer.from(message.id).toString("hex").slice(-32),
    expiration_timestamp: status === "sent" ? unixSeconds(message.at + DAY_MS) : undefined,
    origin: { type: message.category },
  };
}

/** "Stop promotions" or its revocation: a webhook of its own, and later marketing templates fail with 131050. */
export async function setMarketing(sim: Sim, customer: Customer, stopped: boolean): Promise<Delivery | undefined> {
  customer.marketingStopped = stopped;
  announce(sim, "customers", customer.id);
  const contact = contactEntry(sim, customer);
  const preference = {
    wa_id: contact.wa_id,
    user_id: customer.userId,
    parent_user_id: customer.parentUserId,
    detail: stopped ? "User requested to stop marketing messages" : "User requested to resume marketing messages",
    category: "marketing_messages",
    value: stopped ? "stop" : "resume",
    timestamp: Math.floor(sim.clock.now() / 1000),
  };
  const value = {
    messaging_product: "whatsapp",
    metadata: metadata(sim),
    contacts: [contact],
    user_preferences: [preference],
  };
  return await sim.deliveries.send([{ field: "user_preferences", value }]);
}
