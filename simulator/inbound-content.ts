import { webhookError } from "./graph-error.ts";
import type { InboundFile, InboundMediaKind } from "./inbound-file.ts";
import { type JsonObject, listAt, numberAt, objectAt, stringAt } from "./json.ts";
import { mediaUrl, sha256, storeMedia } from "./media.ts";
import { sampleFile } from "./samples.ts";
import type { Customer, Sim } from "./world.ts";

/** Type of an inbound message and the members it brings: `{ text: { body } }`. */
export interface InboundContent {
  type: string;
  members: JsonObject;
  /** The customer shares the own number on request. */
  sharesPhone?: boolean;
}

const MEDIA_KINDS: readonly string[] = ["image", "document", "voice", "audio", "video", "sticker"];

export function isInboundMedia(kind: string): kind is InboundMediaKind {
  return MEDIA_KINDS.includes(kind);
}

/** A file a customer sends. Its id dies after 7 days; `sha256` is base64 here, unlike in `GET /{media}`. */
export function mediaContent(sim: Sim, kind: InboundMediaKind, file: InboundFile, caption?: string): InboundContent {
  const filename = file.filename === undefined ? {} : { filename: file.filename };
  const media = storeMedia(sim, { bytes: file.bytes, mimeType: file.mimeType, ...filename }, 7);
  const type = kind === "voice" ? "audio" : kind;
  const object: JsonObject = {
    caption: caption === "" ? undefined : caption,
    filename: type === "document" ? (file.filename ?? "Dokument") : undefined,
    mime_type: file.mimeType,
    sha256: sha256(file.bytes, "base64"),
    id: media.id,
    url: sim.settings.mediaUrlInWebhook ? mediaUrl(sim, media, "webhook") : undefined,
    voice: type === "audio" ? kind === "voice" : undefined,
    animated: type === "sticker" ? false : undefined,
  };
  return { type, members: { [type]: object } };
}

/** The file of a JSON request: `sample` (a name), or `base64` with `mimeType` and `filename`. */
export function fileOf(kind: InboundMediaKind, request: JsonObject): InboundFile | undefined {
  const base64 = stringAt(request, "base64");
  if (base64 === undefined) return sampleFile(kind, stringAt(request, "sample"));
  return {
    bytes: Buffer.from(base64, "base64"),
    mimeType: stringAt(request, "mimeType") ?? "application/octet-stream",
    filename: stringAt(request, "filename"),
  };
}

/** Content of the types without a file; `undefined` when the type is unknown or a needed member is missing. */
export function plainContent(type: string, request: JsonObject, customer: Customer): InboundContent | undefined {
  switch (type) {
    case "text":
      return stringAt(request, "text") === undefined
        ? undefined
        : { type, members: { text: { body: stringAt(request, "text") } } };
    case "location":
      return { type, members: { location: locationOf(request) } };
    case "contacts":
      return { type, members: { contacts: contactsOf(request) } };
    case "contact_share":
      return { type: "contacts", members: { contacts: [sharedContact(customer)] }, sharesPhone: true };
    case "order":
      return { type, members: { order: orderOf(request) } };
    case "unsupported":
      return { type, members: unsupportedOf(request) };
    case "unknown":
      return { type: "hologram", members: { hologram: { id: "1", shape: "cube" } } };
    case "raw":
      return rawOf(request);
    default:
      return undefined;
  }
}

function locationOf(request: JsonObject): JsonObject {
  return {
    latitude: numberAt(request, "latitude") ?? 48.137154,
    longitude: numberAt(request, "longitude") ?? 11.576124,
    name: stringAt(request, "name"),
    address: stringAt(request, "address"),
    url: stringAt(request, "url"),
  };
}

function contactsOf(request: JsonObject): unknown[] {
  const given = listAt(request, "contacts");
  if (given.length > 0) return given;
  const name = { first_name: "Dieter", last_name: "Demo", formatted_name: "Dieter Demo" };
  return [{ name, phones: [{ phone: "+49 176 04069001", wa_id: "4917604069001", type: "CELL" }] }];
}

/** Answer to a `contact_request`: the own number, without a name. */
function sharedContact(customer: Customer): JsonObject {
  return {
    phones: [{ phone: `+${customer.phone}`, wa_id: customer.phone, type: "MOBILE" }],
    origin: "contact_request",
  };
}

function orderOf(request: JsonObject): JsonObject {
  const items = listAt(request, "items");
  const sample = [{ product_retailer_id: "filter-set", quantity: 2, item_price: 7.99, currency: "EUR" }];
  return {
    catalog_id: stringAt(request, "catalogId") ?? "194836987003835",
    text: stringAt(request, "text") ?? "",
    product_items: items.length > 0 ? items : sample,
  };
}

/** 131051 for types the API does not know, 131060 for messages from unsupported companion devices. */
function unsupportedOf(request: JsonObject): JsonObject {
  const code = numberAt(request, "code") ?? 131051;
  const kind = stringAt(request, "unsupportedType");
  const { error_data, ...known } = webhookError(code);
  const title = code === 131051 ? "Message type unknown" : known.title;
  return {
    errors: [{ code, title, message: title, error_data }],
    unsupported: kind === undefined ? undefined : { type: kind },
  };
}

/** Any message: `{ type: "raw", message: { type, … } }`; sender, id and timestamp are filled in. */
function rawOf(request: JsonObject): InboundContent | undefined {
  const message = objectAt(request, "message");
  const type = stringAt(message, "type");
  return message === undefined || type === undefined ? undefined : { type, members: message };
}
