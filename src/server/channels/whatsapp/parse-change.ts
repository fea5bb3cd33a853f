import type { ParsedItem } from "../channel.ts";
import { alarmOf, alarmOfErrors } from "./account-alarms.ts";
import { accountDetails } from "./account-details.ts";
import { claimsOf, phoneOf, senderOf } from "./identity.ts";
import { accountLabel, statusLabel } from "./labels.ts";
import { parseCalls, parseUserIdUpdates } from "./parse-contact-news.ts";
import { parseMessage, type Surroundings } from "./parse-message.ts";
import { parsePreferences } from "./parse-preferences.ts";
import { parseStatus } from "./parse-status.ts";
import {
  cleanText,
  elementsOf,
  idOf,
  type JsonRecord,
  millisOf,
  recordOf,
  strangersIn,
  whyNoId,
  wordOf,
} from "./read.ts";
import { wordsIn } from "./words-in.ts";

/** One `changes[]` element: `field` says what its `value` is about. Never throws, never returns nothing. */
export function parseChange(raw: unknown, entryTime: number | undefined): readonly ParsedItem[] {
  const change = recordOf(raw);
  // A list where one value belongs is read one by one, as a lone value is where a list belongs.
  const values = elementsOf(change?.value);
  if (values.length > 1) return values.flatMap((value) => parseValue(change, value, entryTime));
  return parseValue(change, values[0], entryTime);
}

function parseValue(
  change: JsonRecord | undefined,
  raw: unknown,
  entryTime: number | undefined,
): readonly ParsedItem[] {
  const value = recordOf(raw);
  if (change === undefined || value === undefined) {
    return [{ kind: "unreadable", label: labelOf(change), why: "Die Änderung hat keinen Inhalt.", ...wordsIn(raw) }];
  }
  const field = fieldOf(change, value);
  const items = [...byField(field, value, entryTime), ...besides(field, value, entryTime)];
  const named = items.length > 0 ? items : unknownChanges([[field, { ...value, ...ADDRESSES }]], value);
  const strangers = strangersIn(change, PARTS_OF_A_CHANGE).map((key): Unknown => [key, change[key]]);
  return [...named, ...unknownChanges(strangers, value)];
}

const PARTS_OF_A_CHANGE: ReadonlySet<string> = new Set(["field", "value"]);

function labelOf(change: JsonRecord | undefined): string {
  const word = wordOf(change?.field);
  return word === "None" ? "unreadable" : word;
}

/** A change without a field name is judged by what it carries. */
function fieldOf(change: JsonRecord, value: JsonRecord): string {
  const field = wordOf(change.field);
  return field === "None" && Object.keys(value).some((key) => KNOWN_LISTS.has(key)) ? "messages" : field;
}

function byField(field: string, value: JsonRecord, entryTime: number | undefined): readonly ParsedItem[] {
  switch (field) {
    case "smb_app_state_sync":
      return addressBook(value);
    case "history":
      return history(value);
    case "messages":
      return parseMessages(value, surroundingsOf(value, entryTime));
    case "calls":
      return parseCalls(value, surroundingsOf(value, entryTime));
    case "user_preferences":
      return parsePreferences(value, surroundingsOf(value, entryTime));
    case "smb_message_echoes":
    case "message_echoes":
      return echoes(value, surroundingsOf(value, entryTime));
    case "standby":
      return [standby(value)];
    case "user_id_update":
      return parseUserIdUpdates(value, surroundingsOf(value, entryTime));
    default:
      return ACCOUNT_FIELDS.has(field) || value.metadata === undefined ? [account(field, value, entryTime)] : [];
  }
}

/** Fields about our account, numbers, templates and groups. Without `metadata` an unknown field is one as well. */
const ACCOUNT_FIELDS: ReadonlySet<string> = new Set([
  "automatic_events",
  "group_lifecycle_update",
  "group_participants_update",
  "group_settings_update",
  "group_status_update",
  "messaging_handovers",
  "flows",
]);

/** What a field is about. Whatever else stands in its value is read as beside messages: there it is told from what it is. */
const OWN_PARTS: ReadonlyMap<string, readonly string[]> = new Map([
  ["history", ["history", "messages", "errors"]],
  ["calls", ["calls", "statuses", "errors"]],
  ["user_preferences", ["user_preferences"]],
  ["smb_message_echoes", ["message_echoes"]],
  ["message_echoes", ["message_echoes"]],
  ["user_id_update", ["user_id_update"]],
]);
const OF_PEOPLE = ["messages", "statuses", "calls", "message_echoes", "user_preferences", "user_id_update"];

function besides(field: string, value: JsonRecord, entryTime: number | undefined): readonly ParsedItem[] {
  const { metadata, contacts } = value;
  const around = surroundingsOf(value, entryTime);
  const own = OWN_PARTS.get(field);
  if (own !== undefined) {
    // Echoes that stand under "messages" are the field's own.
    const mine = field.endsWith("echoes") && value.message_echoes === undefined ? ["messages"] : own;
    const rest = Object.entries(value).filter(([key]) => !mine.includes(key));
    return parseMessages(Object.fromEntries(rest), around);
  }
  if (!ACCOUNT_FIELDS.has(field)) return [];
  const theirs = OF_PEOPLE.filter((key) => value[key] !== undefined).map((key) => [key, value[key]]);
  return parseMessages({ metadata, contacts, ...Object.fromEntries(theirs) }, around);
}

function surroundingsOf(value: JsonRecord, entryTime: number | undefined): Surroundings {
  return {
    account: accountRefOf(value),
    claims: claimsOf(value),
    ours: phoneOf(recordOf(value.metadata)?.display_phone_number),
    ...(entryTime === undefined ? {} : { entryTime }),
  };
}

/** AB-1: the phone's address book. Not even looked at. */
function addressBook(value: JsonRecord): readonly ParsedItem[] {
  return [dropped("smb_app_state_sync", value, "Adressbuch des Telefons, wird ungelesen verworfen")];
}

function accountRefOf(value: JsonRecord): { readonly accountRef?: string } {
  const accountRef = idOf(recordOf(value.metadata)?.phone_number_id);
  return accountRef === undefined ? {} : { accountRef };
}

function parseMessages(value: JsonRecord, around: Surroundings): readonly ParsedItem[] {
  return [
    ...elementsOf(value.messages).map((one) => parseMessage(one, around)),
    ...elementsOf(value.statuses).map((one) => parseStatus(one, around, statusLabel)),
    ...errors(value, around.entryTime),
    ...userActions(value),
    ...otherFields(value, around),
    ...strangersBeside(value),
  ];
}

/** Click tracking of advertising links is not needed to answer anybody (AB-2). What else a person does is named. */
function userActions(value: JsonRecord): readonly ParsedItem[] {
  const actions = elementsOf(value.user_actions).map(
    (one): Unknown => [`user_actions.${wordOf(recordOf(one)?.action_type)}`, one],
  );
  const isClick = ([label]: Unknown) => label === "user_actions.marketing_messages_link_click";
  const why = "Klick auf einen Werbelink, wird nicht gebraucht";
  const others = actions.filter((one) => !isClick(one));
  return [...actions.filter(isClick).map(([label]) => dropped(label, value, why)), ...unknownChanges(others, value)];
}

/** What has a field of its own may stand beside messages all the same, and means what it means there. */
function otherFields(value: JsonRecord, around: Surroundings): readonly ParsedItem[] {
  return [
    ...parseCalls({ ...value, statuses: undefined }, around),
    ...(value.message_echoes === undefined ? [] : echoes(value, around)),
    ...parsePreferences(value, around),
    ...parseUserIdUpdates(value, around),
    ...(value.history === undefined ? [] : history(value)),
    ...(value.state_sync === undefined ? [] : addressBook(value)),
  ];
}

const KNOWN_LISTS: ReadonlySet<string> = new Set([
  ...["contacts", "messages", "statuses", "errors", "user_actions", "calls", "message_echoes"],
  ...["user_preferences", "user_id_update", "history", "state_sync"],
]);
const PARTS_OF_A_VALUE: ReadonlySet<string> = new Set([...KNOWN_LISTS, "metadata"]);

/** What nobody knows yet may stand beside messages. The delivery is emptied once they are read, so it is named. */
function strangersBeside(value: JsonRecord): readonly ParsedItem[] {
  const strangers = strangersIn(value, PARTS_OF_A_VALUE).map((key): Unknown => [`messages.${key}`, value[key]]);
  return unknownChanges(strangers, value);
}

function errors(value: JsonRecord, time: number | undefined): readonly ParsedItem[] {
  const { errors: named } = value;
  if (elementsOf(named).length === 0) return [];
  // Of the messages beside them nothing goes into an unsealed line.
  const item = {
    ...accountRefOf(value),
    kind: "account",
    label: "errors",
    details: accountDetails({ errors: named }),
  } as const;
  return [{ ...item, ...raised(alarmOfErrors(named), time) }];
}

function history(value: JsonRecord): readonly ParsedItem[] {
  const parts = elementsOf(value.history);
  const refusals = parts.map((one) => elementsOf(recordOf(one)?.errors)).filter((errors) => errors.length > 0);
  const chats = dropped("history", value, "Alte Chats des Telefons, werden nicht übernommen");
  if (refusals.length === 0) return [chats];
  const refused = account("history", { metadata: value.metadata, errors: refusals.flat() });
  return [refused, ...(refusals.length < parts.length ? [chats] : [])];
}

function dropped(label: string, value: JsonRecord, why: string): ParsedItem {
  return { ...accountRefOf(value), kind: "dropped", label, why };
}

function account(field: string, value: JsonRecord, time?: number): ParsedItem {
  const label = accountLabel(field, value);
  const details = accountDetails(value);
  return { ...accountRefOf(value), kind: "account", label, details, ...raised(alarmOf(field, value), time) };
}

function raised(alarm: string | undefined, at: number | undefined): { readonly alarm?: string; readonly at?: number } {
  return alarm === undefined ? {} : { alarm, ...(at === undefined ? {} : { at }) };
}

/** WA-8: what was typed in the Business app went past the policy. Only that it happened is kept, not the text. */
function echoes(value: JsonRecord, around: Surroundings): readonly ParsedItem[] {
  return elementsOf(value.message_echoes ?? value.messages).map((raw): ParsedItem => {
    const echo = recordOf(raw);
    const label = `smb_message_echoes.${wordOf(echo?.type)}`;
    const externalId = idOf(echo?.id);
    if (externalId === undefined) {
      return { ...around.account, kind: "unreadable", label, why: whyNoId(echo?.id, "Die Nachricht vom Telefon") };
    }
    const sentAt = millisOf(echo?.timestamp) ?? around.entryTime ?? 0;
    return { ...around.account, kind: "echo", label, externalId, sentAt };
  });
}

/**
 * Another program answers for this number; we only get a copy of what was written there. It is no message to us, and its
 * shape is not documented: it is kept aside, named and seen, so that nobody misses that customers are writing there.
 */
function standby(value: JsonRecord): ParsedItem {
  const from = senderOf(undefined, undefined, claimsOf(value));
  const noPlace = "Ein anderes Programm führt ein Gespräch auf WhatsApp; hier kommt nur eine Kopie an (standby).";
  return {
    ...accountRefOf(value),
    kind: "unreadable",
    label: "standby",
    why: noPlace,
    noPlace,
    ...wordsIn({ ...value, ...ADDRESSES }),
    ...(from.addresses.length === 0 ? {} : { from }),
  };
}

/** What says whom it is from and for, and no word of it. */
const ADDRESSES = { metadata: undefined, contacts: undefined, messaging_product: undefined };

/** How it is called, and what it holds itself: what stands beside it may have its place. */
type Unknown = readonly [label: string, holds: unknown];

/** Each is named; who is meant is looked for once: there may be as many of them as of people. */
function unknownChanges(found: readonly Unknown[], value: JsonRecord): ParsedItem[] {
  const from = senderOf(undefined, undefined, claimsOf(found.length === 0 ? {} : value));
  return found.map(([field, holds]) => ({
    ...accountRefOf(value),
    kind: "unreadable",
    label: field === "None" ? "unreadable" : field,
    why: cleanText(`WhatsApp meldet etwas, das Werkbote nicht kennt (${field}).`),
    ...wordsIn(holds),
    ...(from.addresses.length === 0 ? {} : { from }),
  }));
}
