import { createHmac } from "node:crypto";
import type { PlannedDelivery, PlannedMessage } from "./plan.ts";

/** Access to the made-up number everything is sent to. */
export interface WhatsAppNumber {
  readonly phoneNumberId: string;
  readonly wabaId: string;
  readonly appSecret: string;
}

/** Some people have both ids, some hide their number (BSUID only), some come from before there were BSUIDs. */
function senderIds(sender: number): { phone?: string; bsuid?: string } {
  const phone = `4915550${String(100_000 + sender)}`;
  const bsuid = `DE.${String(700_000_000_000_000 + sender)}`;
  if (sender % 5 === 1) return { bsuid };
  if (sender % 5 === 2) return { phone };
  return { phone, bsuid };
}

/** A webhook as Meta writes it: one change, people and messages side by side. `at` in seconds. */
export function renderDelivery(number: WhatsAppNumber, deliveries: readonly PlannedDelivery[], at: number): Buffer {
  const messages = deliveries.flatMap((d) => d.messages);
  const strays = deliveries.flatMap((d) => d.strayReceipts);
  const senders = [...new Set(messages.map((m) => m.sender))];
  return change(number, {
    contacts: senders.map((sender) => contactOf(sender)),
    messages: messages.map((m) => messageOf(m, at)),
    ...(strays.length === 0 ? {} : { statuses: strays.map((id) => ({ id, status: "read", timestamp: String(at) })) }),
  });
}

/** A receipt for a message the business sent. */
export function renderReceipt(
  number: WhatsAppNumber,
  receipt: { id: string; status: string; correlation: string | undefined; at: number },
): Buffer {
  const { id, status, correlation, at } = receipt;
  const extra = correlation === undefined ? {} : { biz_opaque_callback_data: correlation };
  return change(number, { statuses: [{ id, status, timestamp: String(at), ...extra }] });
}

export function sign(secret: string, body: Buffer): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

function change(number: WhatsAppNumber, value: object): Buffer {
  const metadata = { display_phone_number: "4930230012345", phone_number_id: number.phoneNumberId };
  const changes = [{ field: "messages", value: { messaging_product: "whatsapp", metadata, ...value } }];
  return asMetaWrites({ object: "whatsapp_business_account", entry: [{ id: number.wabaId, changes }] });
}

/** Meta escapes every character beyond ASCII and every slash; the signature covers these bytes. */
function asMetaWrites(value: object): Buffer {
  const ascii = JSON.stringify(value)
    .replaceAll("/", "\\/")
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return Buffer.from(ascii, "latin1");
}

function contactOf(sender: number) {
  const { phone, bsuid } = senderIds(sender);
  return {
    profile: { name: `Kunde ${sender} Ä (Demo)` },
    ...(phone === undefined ? {} : { wa_id: phone }),
    ...(bsuid === undefined ? {} : { user_id: bsuid }),
  };
}

function messageOf(message: PlannedMessage, at: number) {
  const { phone, bsuid } = senderIds(message.sender);
  return {
    ...(phone === undefined ? {} : { from: phone }),
    ...(bsuid === undefined ? {} : { from_user_id: bsuid }),
    id: message.externalId,
    timestamp: String(at),
    type: "text",
    text: { body: message.text },
  };
}
