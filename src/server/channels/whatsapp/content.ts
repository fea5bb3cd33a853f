import { isVisible } from "../../../contract/visible.ts";
import type { MediaRef, MessageContent, SharedContact } from "../channel.ts";
import { interactiveContent, orderContent, unsupportedContent } from "./content-structured.ts";
import { cleanText, elementsOf, idOf, type JsonRecord, numberOf, recordOf, textOf } from "./read.ts";

const MEDIA_TYPES = ["image", "video", "audio", "voice", "document", "sticker"] as const;
/** The bodies we can tell by their key when Meta leaves `type` out (seen in recordings). */
const BODY_KEYS = [
  ...["text", ...MEDIA_TYPES, "location", "contacts", "interactive", "button", "order"],
  ...["reaction", "edit", "revoke", "system"],
];

/** Path separators and control characters have no place in a file name. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is looked for
const UNFIT_FOR_A_NAME = /[\\/\u0001-\u001f\u007f]/g;

/** The type of a message, or of the body it carries when `type` is missing. */
export function typeOf(message: JsonRecord): string | undefined {
  const type = message.type;
  if (typeof type === "string" && type !== "") return type;
  return BODY_KEYS.find((key) => message[key] !== undefined);
}

/** Whether its type is one we show. An interactive message has kinds of its own, and new ones come. */
export function isPlainType(message: JsonRecord): boolean {
  const type = typeOf(message);
  return type !== "interactive" && BODY_KEYS.some((key) => key === type);
}

/** What a message says; `undefined` for a type or shape we do not know. */
export function contentOf(message: JsonRecord): MessageContent | undefined {
  const type = typeOf(message);
  switch (type) {
    case "text":
      return textContent(recordOf(message.text));
    case "image":
    case "video":
    case "audio":
    case "voice":
    case "document":
    case "sticker":
      return mediaContent(type, recordOf(message[type]));
    case "location":
      return locationContent(recordOf(message.location));
    case "contacts":
      return contactsContent(elementsOf(message.contacts));
    case "interactive":
      return interactiveContent(recordOf(message.interactive));
    case "button":
      return buttonContent(recordOf(message.button));
    case "order":
      return orderContent(recordOf(message.order));
    case "unsupported":
    case "unknown":
      return unsupportedContent(message);
    default:
      return undefined;
  }
}

/** A text in which something was typed, and nothing anybody could see. */
export function isBlank(message: JsonRecord): boolean {
  const body = typeOf(message) === "text" ? textOf(recordOf(message.text)?.body) : undefined;
  return body !== undefined && !isVisible(body);
}

function textContent(text: JsonRecord | undefined): MessageContent | undefined {
  const body = typeof text?.body === "number" ? textOf(text.body) : text?.body;
  // Nothing said would stand there as an empty bubble.
  return typeof body === "string" && isVisible(body) ? { type: "text", text: cleanText(body) } : undefined;
}

function mediaContent(type: (typeof MEDIA_TYPES)[number], body: JsonRecord | undefined): MessageContent | undefined {
  const id = idOf(body?.id);
  if (body === undefined || id === undefined) return undefined;
  const sha256 = textOf(body.sha256, 128);
  const fileName = textOf(body.filename, 255)?.replaceAll(UNFIT_FOR_A_NAME, "_");
  const caption = textOf(body.caption);
  const ref: MediaRef = {
    media: type === "audio" && body.voice === true ? "voice" : type,
    id,
    mimeType: textOf(body.mime_type, 128) ?? "application/octet-stream",
    ...(sha256 === undefined ? {} : { sha256 }),
    ...(fileName === undefined ? {} : { fileName }),
  };
  return { type: "media", ref, ...(caption === undefined ? {} : { caption }) };
}

/** Words under a file that is not named again, as when only they were corrected; empty where they were taken away. */
export function wordsUnderFile(message: JsonRecord): MessageContent | undefined {
  const type = MEDIA_TYPES.find((one) => one === typeOf(message));
  const body = type && recordOf(message[type]);
  const text = body && (textOf(body.caption) ?? "");
  return text === undefined ? undefined : { type: "text", text: isVisible(text) ? text : "" };
}

function locationContent(body: JsonRecord | undefined): MessageContent | undefined {
  const latitude = numberOf(body?.latitude);
  const longitude = numberOf(body?.longitude);
  if (body === undefined || latitude === undefined || longitude === undefined) return undefined;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return undefined;
  const name = textOf(body.name, 1024);
  const address = textOf(body.address, 1024);
  const website = textOf(body.url, 2000);
  return {
    type: "location",
    latitude,
    longitude,
    ...(name === undefined ? {} : { name }),
    ...(address === undefined ? {} : { address }),
    ...(website === undefined ? {} : { website }),
  };
}

function contactsContent(list: readonly unknown[]): MessageContent | undefined {
  const contacts = list
    .map(recordOf)
    .filter((one) => one !== undefined)
    .map(sharedContact);
  return contacts.some(saysSomething) ? { type: "contacts", contacts } : undefined;
}

const saysSomething = (card: SharedContact): boolean =>
  Object.values(card).some((said) => said !== undefined && said.length > 0);

function sharedContact(card: JsonRecord): SharedContact {
  const name = cardName(recordOf(card.name)) ?? textOf(card.name, 256) ?? vcardName(card.vcard);
  const employer = recordOf(card.org);
  const phones = collect(card.phones, (phone) => textOf(phone.phone, 64) ?? textOf(phone.wa_id, 64));
  const organisation = textOf(employer?.company, 256);
  const role = joined(", ", textOf(employer?.title, 128), textOf(employer?.department, 128));
  return {
    // The name may be missing when the person shared only a number (contact request).
    ...(name === undefined ? {} : { name }),
    ...(organisation === undefined ? {} : { organisation }),
    ...(role === undefined ? {} : { role }),
    phones: phones.length > 0 ? phones : vcardPhones(card.vcard),
    emails: collect(card.emails, (email) => textOf(email.email, 320)),
    addresses: collect(card.addresses, postalAddress),
    websites: collect(card.urls, (url) => textOf(url.url, 2000)),
  };
}

/** On one line, as it stands on a letter. */
function postalAddress({ street, zip, city, state, country }: JsonRecord): string | undefined {
  const place = joined(" ", textOf(zip, 32), textOf(city, 128));
  return joined(", ", textOf(street, 256), place, textOf(state, 128), textOf(country, 128));
}

function joined(by: string, ...parts: readonly (string | undefined)[]): string | undefined {
  return parts.filter((part) => part !== undefined).join(by) || undefined;
}

function cardName(name: JsonRecord | undefined): string | undefined {
  const formatted = textOf(name?.formatted_name, 256);
  if (formatted !== undefined || name === undefined) return formatted;
  const parts = [textOf(name.first_name, 128), textOf(name.last_name, 128)].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(" ");
}

/** A card shared from the chat carries its name in the vCard alone (`FN`, RFC 6350). */
function vcardName(vcard: unknown): string | undefined {
  const line = textOf(vcard)?.match(/^(?:[\w-]+\.)?FN(?:;[^:\r\n]*)?:(.*)$/im)?.[1];
  return textOf(line?.replaceAll(/\\([,;\\])/g, "$1").trim(), 256);
}

function vcardPhones(vcard: unknown): readonly string[] {
  const lines = (textOf(vcard) ?? "").matchAll(/^(?:[\w-]+\.)?TEL(?:;[^:\r\n]*)?:(?:tel:)?(.*)$/gim);
  return [...lines].map(([, phone]) => textOf(phone?.trim(), 64)).filter((one) => one !== undefined);
}

function collect(list: unknown, read: (one: JsonRecord) => string | undefined): readonly string[] {
  return elementsOf(list)
    .map((one) => read(recordOf(one) ?? {}))
    .filter((one) => one !== undefined);
}

function buttonContent(body: JsonRecord | undefined): MessageContent | undefined {
  const payload = textOf(body?.payload, 1024);
  const title = textOf(body?.text, 1024) ?? payload;
  if (title === undefined) return undefined;
  return { type: "choice", source: "template", title, ...(payload === undefined ? {} : { payload }) };
}
