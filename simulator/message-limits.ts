import { GraphError } from "./graph-error.ts";
import { asObject, type JsonObject, listAt, numberAt, objectAt, stringAt } from "./json.ts";
import type { MediaKind } from "./media.ts";

const MEDIA_KINDS: readonly string[] = ["audio", "document", "image", "sticker", "video"];

export function isMediaKind(type: string): type is MediaKind {
  return MEDIA_KINDS.includes(type);
}

function missing(details: string): GraphError {
  return new GraphError(131008, { details });
}

function wrong(details: string): GraphError {
  return new GraphError(131009, { details });
}

function atMost(text: string | undefined, limit: number, name: string): void {
  if ([...(text ?? "")].length > limit) throw wrong(`${name} is longer than ${limit} characters.`);
}

function required(text: string | undefined, limit: number, name: string): void {
  if (text === undefined || text === "") throw missing(`${name} is missing.`);
  atMost(text, limit, name);
}

/** Checks the type's own object against Meta's limits. 131008 = missing, 131009 = not valid, 100 = unknown type. */
export function checkContent(type: string, body: JsonObject): void {
  const content = objectAt(body, type);
  if (content === undefined && type !== "contacts") {
    throw new GraphError(100, { details: `The parameter ${type} is required.` });
  }
  const check = checkerOf(type);
  if (check === undefined) throw new GraphError(100, { details: `Unexpected type "${type}".` });
  check(content ?? body);
}

function checkerOf(type: string): ((content: JsonObject) => void) | undefined {
  if (isMediaKind(type)) return (content) => checkMediaObject(type, content);
  const checkers: Record<string, (content: JsonObject) => void> = {
    text: (content) => required(stringAt(content, "body"), 4096, "text.body"),
    contacts: (body) => checkContacts(listAt(body, "contacts")),
    location: checkLocation,
    reaction: checkReaction,
    interactive: checkInteractive,
    // Its name and parameters are checked against the stored template.
    template: () => undefined,
  };
  return checkers[type];
}

function checkMediaObject(type: MediaKind, content: JsonObject): void {
  if (stringAt(content, "id") === undefined && stringAt(content, "link") === undefined) {
    throw missing(`${type} needs an id or a link.`);
  }
  const link = stringAt(content, "link");
  if (link !== undefined && !/^https?:$/.test(URL.parse(link)?.protocol ?? "")) {
    throw new GraphError(100, { message: `(#100) Param ${type}['link'] is not a valid URI.` });
  }
  atMost(stringAt(content, "caption"), 1024, "caption");
}

function checkLocation(content: JsonObject): void {
  const latitude = numberAt(content, "latitude");
  const longitude = numberAt(content, "longitude");
  if (latitude === undefined || longitude === undefined) throw missing("latitude and longitude are required.");
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) throw wrong("latitude or longitude is out of range.");
}

function checkReaction(content: JsonObject): void {
  required(stringAt(content, "message_id"), 512, "reaction.message_id");
  if (stringAt(content, "emoji") === undefined) throw missing("reaction.emoji is missing.");
}

function checkContacts(cards: unknown[]): void {
  if (cards.length === 0) throw missing("contacts must hold at least one card.");
  if (cards.length > 257) throw wrong("contacts must hold at most 257 cards.");
  for (const card of cards) required(stringAt(objectAt(card, "name"), "formatted_name"), 1024, "name.formatted_name");
}

/** "Messages" page; the names of what is newer than that are in the changelog of 2026. */
const INTERACTIVE_KINDS: readonly string[] = [
  ...["button", "list", "cta_url", "location_request_message", "contact_request", "flow", "product", "product_list"],
  ...["catalog_message", "address_message", "carousel", "order_details", "order_status", "call_permission_request"],
  "voice_call",
];

function checkInteractive(content: JsonObject): void {
  const kind = stringAt(content, "type")?.toLowerCase();
  if (kind === undefined) throw missing("interactive.type is missing.");
  if (!INTERACTIVE_KINDS.includes(kind)) throw wrong(`interactive.type ${kind} does not exist.`);
  const action = objectAt(content, "action");
  if (action === undefined) throw missing("interactive.action is missing.");
  const header = objectAt(content, "header");
  atMost(stringAt(header, "text"), 60, "header.text");
  atMost(stringAt(objectAt(content, "footer"), "text"), 60, "footer.text");
  const bodyLimit = kind === "list" ? 4096 : 1024;
  if (["button", "list", "cta_url", "location_request_message", "contact_request"].includes(kind)) {
    required(stringAt(objectAt(content, "body"), "text"), bodyLimit, "body.text");
  }
  if (kind === "button") checkButtons(listAt(action, "buttons"));
  if (kind === "list") checkList(action);
  if (kind === "cta_url") checkLinkButton(objectAt(action, "parameters"));
}

function checkButtons(buttons: unknown[]): void {
  if (buttons.length < 1 || buttons.length > 3) throw wrong("A button message has one to three buttons.");
  const replies = buttons.map((button) => asObject(objectAt(button, "reply")));
  for (const reply of replies) {
    required(stringAt(reply, "id"), 256, "reply.id");
    required(stringAt(reply, "title"), 20, "reply.title");
  }
  if (
    new Set(replies.map((r) => r.id)).size < replies.length ||
    new Set(replies.map((r) => r.title)).size < replies.length
  ) {
    throw wrong("Button ids and titles must be unique.");
  }
}

function checkList(action: JsonObject): void {
  required(stringAt(action, "button"), 20, "action.button");
  const sections = listAt(action, "sections");
  if (sections.length < 1 || sections.length > 10) throw wrong("A list has one to ten sections.");
  const rows = sections.flatMap((section) => listAt(section, "rows"));
  if (rows.length < 1 || rows.length > 10) throw wrong("A list has at most ten rows in all sections together.");
  for (const section of sections) {
    atMost(stringAt(section, "title"), 24, "section.title");
    if (sections.length > 1) required(stringAt(section, "title"), 24, "section.title");
  }
  for (const row of rows) {
    required(stringAt(row, "id"), 200, "row.id");
    required(stringAt(row, "title"), 24, "row.title");
    atMost(stringAt(row, "description"), 72, "row.description");
  }
}

function checkLinkButton(parameters: JsonObject | undefined): void {
  required(stringAt(parameters, "display_text"), 20, "display_text");
  if (!URL.canParse(stringAt(parameters, "url") ?? "")) throw wrong("url is not valid.");
}
