import type { ParsedItem } from "../channel.ts";
import { senderOf } from "./identity.ts";
import type { Surroundings } from "./parse-message.ts";
import { elementsOf, type JsonRecord, millisOf, recordOf, wordOf } from "./read.ts";

/**
 * AD-rules hang on this: a person told WhatsApp "no more offers" (or "again, please").
 * Meta sends one element per detail; the same wish of the same person twice in one delivery is one wish, and the
 * later time counts.
 */
export function parsePreferences(value: JsonRecord, around: Surroundings): readonly ParsedItem[] {
  const items: ParsedItem[] = [];
  for (const raw of elementsOf(value.user_preferences)) {
    const item = preference(recordOf(raw), around);
    const twin = items.findIndex((one) => sameWish(one, item));
    if (twin === -1) items.push(item);
    else items[twin] = item;
  }
  return items;
}

function preference(body: JsonRecord | undefined, around: Surroundings): ParsedItem {
  const label = `user_preferences.${wordOf(body?.value)}`;
  const from = senderOf(body?.user_id, body?.wa_id, around.claims);
  const at = millisOf(body?.timestamp) ?? around.entryTime ?? 0;
  const wish = wordOf(body?.value).toLowerCase();
  if (from.addresses.length > 0) {
    const value = wish === "stop" || wish === "resume" ? wish : "unknown";
    return { ...around.account, kind: "preference", label, from, at, value };
  }
  const why = "Jemand hat die Einstellungen für Werbung geändert. WhatsApp nennt nicht, wer.";
  return { ...around.account, kind: "unreadable", label, why, from, sentAt: at };
}

function sameWish(one: ParsedItem, other: ParsedItem): boolean {
  if (one.kind !== "preference" || other.kind !== "preference" || one.value !== other.value) return false;
  const addresses = (item: typeof one) => item.from.addresses.map((address) => address.value).join(" ");
  return one.at <= other.at && addresses(one) === addresses(other);
}
