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
  const said = typeof json === "string" ? (parseInnerJson(json) ?? withoutMarks(json)) : json;
  const answers = recordOf(said);
  const isAddress = reply.name === "address_message";
  const lines = isAddress
    ? linesOf(
        addressParts(answers),
        ([key, value]) => `${addressWords.get(key) ?? questionOf(key)}: ${answerText(value)}`,
      )
    : linesOf(toldOf(answers), ([key, value]) => `${questionOf(key)}: ${answerText(chosenWords(key, value))}`);
  // What is no list of answers is shown all the same: somebody wrote it.
  const asItCame = answers === undefined && said !== undefined && said !== null ? [answerText(said)] : [];
  return { type: "structured", title: isAddress ? "Adresse" : "Formular", lines: [...lines, ...asItCame] };
}

/** The token is ours and says nothing to a reader. */
const toldOf = (answers: JsonRecord | undefined) =>
  Object.entries(answers ?? {}).filter(([key]) => key !== "flow_token");

/** What is left of JSON that broke on the way: its words. */
const withoutMarks = (json: string): string => json.replaceAll(/[{}[\]"]+/g, " ").trim();

/** How Meta's own builder of forms names a field: "screen_0_Wunschtermin_2", and a choice: "1_Nach_18_Uhr". */
const builtField = /^screen_\d+_(.+)_\d+$/i;
const builtChoice = /^\d+_(?=\D\S*$)/;
/** Some fields carry no label, only what they are. */
const noLabel =
  /^(text(input|area)|dropdown|radiobuttonsgroup|checkboxgroup|chipsselector|(calendar|date)picker|optin)$/i;

const typedField = /^screen_\d+_text(input|area)_/i;
const betweenWords = /(?<=[\p{L}\d])_(?=[\p{L}\d])/gu;

function questionOf(key: string): string {
  const label = builtField.exec(key)?.[1] ?? key;
  return noLabel.test(label) ? "Antwort" : (textOf(label.replaceAll(betweenWords, " "), 128) ?? "?");
}

function chosenWords(key: string, value: unknown): unknown {
  if (!builtField.test(key) || typedField.test(key)) return value;
  if (Array.isArray(value)) return value.map((one) => chosenWords(key, one));
  const isChoice = typeof value === "string" && builtChoice.test(value);
  return isChoice ? value.replace(builtChoice, "").replaceAll("_", " ") : value;
}

const addressWords: ReadonlyMap<string, string> = new Map(
  Object.entries({
    name: "Name",
    phone_number: "Telefon",
    address: "Anschrift",
    street: "Straße",
    house_number: "Hausnummer",
    building_name: "Gebäude",
    tower_number: "Gebäudeteil",
    floor_number: "Stockwerk",
    unit_number: "Wohnung",
    landmark_area: "In der Nähe",
    in_pin_code: "PLZ",
    sg_post_code: "PLZ",
    zip: "PLZ",
    city: "Ort",
    state: "Land/Region",
    country: "Land",
  }),
);

/** Each part that was filled in; the number of a saved address says nothing to a reader. */
const addressParts = (answers: JsonRecord | undefined) =>
  toldOf(answers)
    .flatMap(([key, value]) =>
      key === "values" ? Object.entries(recordOf(value) ?? { [key]: value }) : [[key, value] as const],
    )
    .filter(([key, value]) => key !== "saved_address_id" && value !== "");

const DEEPEST_ANSWER = 5;

function answerText(value: unknown, depth = 0): string {
  if (typeof value === "boolean") return value ? "ja" : "nein";
  if (value === null || value === undefined) return "–";
  return textOf(value) ?? answersInside(value, depth);
}

/** What is chosen inside an answer, as a person would say it: "Tag: Montag, Zeiten: früh, spät". */
function answersInside(value: unknown, depth: number): string {
  if (depth === DEEPEST_ANSWER) return "…";
  const file = textOf(recordOf(value)?.file_name, 255);
  if (file !== undefined) return file;
  const said = Array.isArray(value)
    ? value.map((one) => answerText(one, depth + 1))
    : Object.entries(recordOf(value) ?? {}).map(([key, one]) => `${questionOf(key)}: ${answerText(one, depth + 1)}`);
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
