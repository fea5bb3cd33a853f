import type { ParsedItem } from "../channel.ts";
import { parseChange } from "./parse-change.ts";
import { elementsOf, millisOf, parseJson, recordOf } from "./read.ts";

/**
 * A delivery of WhatsApp's Cloud API (the raw bytes of one webhook POST) as the list of what happened, in order.
 *
 * One POST may carry up to 1,000 updates in several `entry`, `changes`, `messages` and `statuses`; each element is
 * read on its own, so one bad element costs none of the others. Never throws: what cannot be read is returned as
 * `unreadable`, and a delivery that is no JSON at all as one such item. Source: Meta, "Webhooks" reference.
 */
export function parseWhatsApp(body: Uint8Array): readonly ParsedItem[] {
  const json = parseJson(body);
  if (json === undefined) return [unreadable("Die Lieferung ist kein JSON.")];
  const entries = elementsOf(recordOf(json.value)?.entry);
  const items = entries.flatMap(parseEntry);
  return items.length > 0 ? items : [unreadable("Die Lieferung ist leer.")];
}

function parseEntry(raw: unknown): readonly ParsedItem[] {
  const entry = recordOf(raw);
  const changes = elementsOf(entry?.changes);
  if (changes.length === 0) return [unreadable("Ein Eintrag der Lieferung ist leer.")];
  const time = millisOf(entry?.time);
  return changes.flatMap((change) => parseChange(change, time));
}

function unreadable(why: string): ParsedItem {
  return { kind: "unreadable", label: "unreadable", why };
}
