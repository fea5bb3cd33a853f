import type { ParsedItem } from "../channel.ts";
import { parseChange } from "./parse-change.ts";
import { elementsOf, type JsonRecord, millisOf, parseJson, recordOf, strangersIn } from "./read.ts";

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
  const items = withOtherWords(elementsOf(json.value).flatMap(parseDelivery));
  return items.length > 0 ? items : [unreadable("Die Lieferung ist leer.")];
}

/**
 * An id names one message. Other words under it would be passed over as a repetition: they go without the id, as the words
 * of one that came with none, and the first keeps it.
 */
function withOtherWords(items: readonly ParsedItem[]): readonly ParsedItem[] {
  const first = new Map<string, Extract<ParsedItem, { kind: "message" }>>();
  return items.map((item) => {
    if (item.kind !== "message" || item.externalId === undefined) return item;
    const id = `${item.accountRef ?? ""}|${item.externalId}`;
    const before = first.get(id);
    if (before === undefined) first.set(id, item);
    if (before === undefined || JSON.stringify(before.content) === JSON.stringify(item.content)) return item;
    const { externalId: _, ...unnamed } = item;
    return unnamed;
  });
}

/** Meta's console and its documents show changes, and their values, without the envelope: read as if it were there. */
function parseDelivery(raw: unknown): readonly ParsedItem[] {
  const delivery = recordOf(raw) ?? {};
  if (delivery.entry !== undefined) return elementsOf(delivery.entry).flatMap(parseEntry);
  if (delivery.changes !== undefined) return parseEntry(delivery);
  if (delivery.value !== undefined) return parseChange(delivery, undefined);
  if (delivery.messaging_product !== undefined) return parseChange({ value: delivery }, undefined);
  const known = Object.keys(delivery).length === 0 || delivery.object !== undefined;
  return known ? [] : [unreadable("Die Lieferung hat nicht den Aufbau von WhatsApp (entry fehlt).")];
}

function parseEntry(raw: unknown): readonly ParsedItem[] {
  const entry = recordOf(raw);
  const changes = elementsOf(entry?.changes);
  if (changes.length === 0) return [unreadable(emptyOr(entry))];
  const time = millisOf(entry?.time);
  // Once its changes are read the delivery is emptied: what stands beside them is named.
  const strangers = strangersIn(entry ?? {}, new Set(["changes"])).map((key) =>
    unreadable(`WhatsApp meldet etwas, das Werkbote nicht kennt (${key}).`),
  );
  return [...changes.flatMap((change) => parseChange(change, time)), ...strangers];
}

/** Meta's other products (Messenger, Instagram) put a list of another name there, with messages in it. */
function emptyOr(entry: JsonRecord | undefined): string {
  const holds = Object.entries(entry ?? {}).some(([key, value]) => key !== "changes" && recordsIn(value));
  if (holds) return "Ein Eintrag der Lieferung hat nicht den Aufbau von WhatsApp (changes fehlt).";
  return "Ein Eintrag der Lieferung ist leer.";
}

const recordsIn = (value: unknown): boolean => elementsOf(value).some((one) => recordOf(one) !== undefined);

function unreadable(why: string): ParsedItem {
  return { kind: "unreadable", label: "unreadable", why };
}
