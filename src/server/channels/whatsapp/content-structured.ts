import type { MessageContent } from "../channel.ts";
import { errorOf } from "./errors.ts";
import { elementsOf, type JsonRecord, numberOf, parseInnerJson, recordOf, textOf } from "./read.ts";

/** Taps, forms and orders; and what WhatsApp itself could not hand over. Texts here are read by the team. */

export function interactiveContent(body: JsonRecord | undefined): MessageContent | undefined {
  switch (body?.type) {
    case "button_reply":
      return choice("button", recordOf(body.button_reply));
    case "list_reply":
      return choice("list", recordOf(body.list_reply));
    case "nfm_reply":
      return formAnswer(recordOf(body.nfm_reply));
    case "call_permission_reply":
      return callPermission(recordOf(body.call_permission_reply));
    default:
      return undefined;
  }
}

function choice(source: "button" | "list", reply: JsonRecord | undefined): MessageContent | undefined {
  const payload = textOf(reply?.id, 1024);
  const title = textOf(reply?.title, 1024) ?? payload;
  if (title === undefined) return undefined;
  const description = textOf(reply?.description, 1024);
  return {
    type: "choice",
    source,
    title,
    ...(payload === undefined ? {} : { payload }),
    ...(description === undefined ? {} : { description }),
  };
}

/** More than any form or basket that people fill in; what lies beyond is at least counted. */
const MAX_LINES = 300;

function linesOf<T>(list: readonly T[], read: (one: T) => string): string[] {
  const lines = list.slice(0, MAX_LINES).map(read);
  return list.length > MAX_LINES ? [...lines, `… und ${list.length - MAX_LINES} weitere`] : lines;
}

function formAnswer(reply: JsonRecord | undefined): MessageContent | undefined {
  if (reply === undefined) return undefined;
  const json = reply.response_json;
  const answers = recordOf(typeof json === "string" ? parseInnerJson(json) : json);
  // The token is ours and says nothing to a reader.
  const given = Object.entries(answers ?? {}).filter(([key]) => key !== "flow_token");
  const lines = linesOf(given, ([key, value]) => `${textOf(key, 128) ?? "?"}: ${answerText(value)}`);
  // What is no list of answers is shown as it came: somebody wrote it.
  const asItCame = answers === undefined && json !== undefined && json !== null ? [answerText(json)] : [];
  const title = reply.name === "address_message" ? "Adresse" : "Formular";
  return { type: "structured", title, lines: [...lines, ...asItCame] };
}

const DEEPEST_ANSWER = 5;

function answerText(value: unknown, depth = 0): string {
  if (typeof value === "boolean") return value ? "ja" : "nein";
  if (value === null || value === undefined) return "–";
  return textOf(value) ?? answersInside(value, depth);
}

/** What is chosen inside an answer, as a person would say it: "Tag: Montag, Zeiten: früh, spät". */
function answersInside(value: unknown, depth: number): string {
  if (depth === DEEPEST_ANSWER) return "…";
  const said = Array.isArray(value)
    ? value.map((one) => answerText(one, depth + 1))
    : Object.entries(recordOf(value) ?? {}).map(
        ([key, one]) => `${textOf(key, 128) ?? "?"}: ${answerText(one, depth + 1)}`,
      );
  return textOf(said.join(", ")) ?? "–";
}

function callPermission(reply: JsonRecord | undefined): MessageContent | undefined {
  // What was said is never guessed: nobody may be told "no" who said "later".
  if (reply?.response !== "accept" && reply?.response !== "reject") return undefined;
  const given = reply.response === "accept";
  const scope = given && reply.is_permanent === true ? " (dauerhaft)" : "";
  return {
    type: "structured",
    title: "Anruf über WhatsApp",
    lines: [given ? `Anruf erlaubt${scope}` : "Anruf nicht erlaubt"],
  };
}

export function orderContent(order: JsonRecord | undefined): MessageContent | undefined {
  if (order === undefined) return undefined;
  const items = linesOf(elementsOf(order.product_items), (one) => orderLine(recordOf(one) ?? {}));
  const text = textOf(order.text);
  // An order of nothing would stand there like one that was read.
  if (items.length === 0 && text === undefined) return undefined;
  return { type: "structured", title: "Bestellung", lines: text === undefined ? items : [...items, text] };
}

function orderLine(item: JsonRecord): string {
  const price = numberOf(item.item_price);
  const currency = textOf(item.currency, 8) ?? "";
  const each = price === undefined ? "" : `, je ${priceText(price, currency)}`;
  // How many is never guessed: the firm would deliver it.
  return `${textOf(item.quantity, 32) ?? "?"} × ${textOf(item.product_retailer_id, 128) ?? "?"}${each}`;
}

/** "7,99 €"; a currency that is none keeps its word. */
function priceText(price: number, currency: string): string {
  const known = /^[A-Z]{3}$/.test(currency);
  const format = new Intl.NumberFormat("de-DE", known ? { style: "currency", currency } : { minimumFractionDigits: 2 });
  return known ? format.format(price) : `${format.format(price)} ${currency}`.trimEnd();
}

/** Codes beside a message that tell whoever answers what to do: look at the phone, or ask for a smaller file. */
const TELLING: ReadonlySet<number> = new Set([131052, 131060]);

/** Why WhatsApp did not hand over what was sent, where its error says more than that it did not. */
export function whyNotHandedOver(message: JsonRecord): string | undefined {
  const code = numberOf(recordOf(elementsOf(message.errors)[0])?.code);
  return code !== undefined && TELLING.has(code) ? errorOf(code).whyDe : undefined;
}

/** What the person sent, where Meta names it (`unsupported.type`, an open list). */
const UNSUPPORTED_KIND: ReadonlyMap<string, string> = new Map([
  ["edit", "eine bearbeitete Nachricht"],
  ["poll_creation", "eine Umfrage"],
  ["poll_update", "eine Antwort auf eine Umfrage"],
  ["pin", "eine angeheftete Nachricht"],
  ["gif", "ein GIF"],
  ["group_invite", "eine Einladung in eine Gruppe"],
  ["link_preview", "eine Linkvorschau"],
  ["list", "eine Liste"],
  ["location", "einen Live-Standort"],
  ["media_placeholder", "eine Datei"],
  ["image", "ein Bild"],
  ["video", "ein Video"],
  ["order", "eine Bestellung"],
  ["product", "ein Produkt"],
  ["reaction", "eine Reaktion"],
]);

export function unsupportedContent(message: JsonRecord): MessageContent {
  const why = whyNotHandedOver(message);
  if (why !== undefined) return { type: "unsupported", why };
  const kind = UNSUPPORTED_KIND.get(textOf(recordOf(message.unsupported)?.type, 64) ?? "");
  const what = kind ?? "etwas";
  return { type: "unsupported", why: `Die Person schickt ${what}. WhatsApp gibt den Inhalt nicht weiter.` };
}
