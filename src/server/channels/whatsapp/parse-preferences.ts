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
  const places = new Map<string, number>();
  for (const raw of elementsOf(value.user_preferences)) {
    const item = preference(recordOf(raw), around);
    const wish = wishOf(item);
    const twin = wish === undefined ? undefined : places.get(wish);
    const before = twin === undefined ? undefined : items[twin];
    const isLater = before?.kind === "preference" && item.kind === "preference" && before.at <= item.at;
    if (twin !== undefined && isLater) items[twin] = item;
    else if (wish !== undefined) places.set(wish, items.push(item) - 1);
    else items.push(item);
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

/** Who wants what; undefined for what nobody can be named for. */
function wishOf(item: ParsedItem): string | undefined {
  if (item.kind !== "preference") return undefined;
  return [item.value, ...item.from.addresses.map(({ value }) => value)].join(" ");
}
