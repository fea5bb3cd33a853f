import { type JsonRecord, recordOf, wordOf } from "./read.ts";

/**
 * Labels: what an item is in WhatsApp's own words. `message.text+reply`, `message.interactive.list_reply`,
 * `status.delivered`, `calls.connect`, `account_update.ACCOUNT_DELETED`; `None` where Meta left the word out.
 */

/** Account fields whose label also names the event; for all others the field alone says what happened. */
const WITH_EVENT: ReadonlySet<string> = new Set(["account_update", "message_template_status_update"]);

export function messageLabel(message: JsonRecord): string {
  const type = wordOf(message.type);
  return `message.${type}${subtype(type, message)}${contextSuffix(type, message)}${originSuffix(message)}`;
}

function subtype(type: string, message: JsonRecord): string {
  if (type === "interactive" || type === "system") return `.${wordOf(recordOf(message[type])?.type)}`;
  // Meta leaves the emoji out when a reaction is taken back; recordings also show an empty string.
  if (type === "reaction") return recordOf(message.reaction)?.emoji ? "" : ".removed";
  return "";
}

function contextSuffix(type: string, message: JsonRecord): string {
  const context = recordOf(message.context);
  if (context === undefined) return "";
  if (context.referred_product) return "+referred_product";
  if (context.forwarded || context.frequently_forwarded) return "+forwarded";
  // A tapped button always answers something; saying so would say nothing.
  const tapped = type === "interactive" || type === "button";
  return context.id && !tapped ? "+reply" : "";
}

function originSuffix(message: JsonRecord): string {
  return `${recordOf(message.referral) ? "+referral" : ""}${message.from ? "" : "+nophone"}`;
}

export function statusLabel(status: JsonRecord): string {
  return `status.${wordOf(status.status)}${status.recipient_id ? "" : "+nophone"}`;
}

export function accountLabel(field: string, value: JsonRecord): string {
  // Meta's own example of a template's quality carries the field of its status.
  if (field === "message_template_status_update" && value.event === undefined && value.new_quality_score !== undefined)
    return "message_template_quality_update";
  return WITH_EVENT.has(field) ? `${field}.${wordOf(value.event)}` : field;
}
