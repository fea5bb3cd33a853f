/**
 * Narrow readers over what `JSON.parse` returned.
 *
 * Hand-written on purpose instead of a Zod schema: Meta adds fields, types and enum values without notice, so a
 * schema that describes the whole would either refuse real messages or say nothing; and a webhook is read some
 * ten thousand times a minute after an outage. Here every value is checked where it is used, and nothing throws.
 */

import { isRecord } from "../../../contract/named-in.ts";

export type JsonRecord = Readonly<Record<string, unknown>>;

/**
 * TextDecoder belongs to every JavaScript platform, computes only and has no state; `lib: es2024` just does not
 * name it. It drops a byte order mark and turns invalid UTF-8 (overlong forms too) into U+FFFD.
 */
declare const TextDecoder: new (label: string) => { decode(bytes: Uint8Array): string };
const utf8 = new TextDecoder("utf-8");

const MAX_ID = 512;
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is exactly what is looked for
const NEEDS_CARE = /[\u0000\ud800-\udfff]/;
// Raw control characters are no JSON; tab, line feed and carriage return may stand between tokens.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is looked for
const RAW_CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;

/** Bytes to JSON value; `undefined` when it is no JSON. Raw control characters are forgiven on a second try. */
export function parseJson(body: Uint8Array): { readonly value: unknown } | undefined {
  const text = utf8.decode(body);
  const first = tryParse(text);
  if (first !== undefined) return first;
  const mended = text.replaceAll(RAW_CONTROL, "\u2400");
  return mended === text ? undefined : tryParse(mended);
}

/** More digits than a number keeps: what is written so is an id, and stays as it is written. */
const LONG_NUMBER = /[:[,]\s*-?\d{16}/;
type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;
const parseSourced = JSON.parse as (text: string, reviver: Reviver) => unknown;
const keepingDigits: Reviver = (_, value, { source }) =>
  typeof value === "number" && source !== undefined && /^-?\d{16,}$/.test(source) && !Number.isSafeInteger(value)
    ? source
    : value;

function tryParse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: LONG_NUMBER.test(text) ? parseSourced(text, keepingDigits) : JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** A JSON string inside JSON (form answers arrive so). */
export function parseInnerJson(text: string): unknown {
  return tryParse(text)?.value;
}

export function recordOf(value: unknown): JsonRecord | undefined {
  return isRecord(value) ? value : undefined;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Elements of a level of the delivery: a lone object where a list belongs is still one element, not nothing. */
export function elementsOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Names of the parts nobody knows: lists and objects with something in them. Single words and numbers say nothing alone. */
export function strangersIn(record: JsonRecord, known: ReadonlySet<string>): readonly string[] {
  const holds = (value: unknown) => typeof value === "object" && value !== null && Object.keys(value).length > 0;
  return Object.keys(record)
    .filter((key) => !known.has(key) && holds(record[key]))
    .map((key) => cleanText(key, 64));
}

/** A string or a number as text, whole unless `max` says otherwise; anything else, and the empty string, is `undefined`. */
export function textOf(value: unknown, max?: number): string | undefined {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (typeof value !== "string" || value === "") return undefined;
  return cleanText(value, max);
}

/**
 * Text PostgreSQL and every screen can take: NUL becomes its picture U+2400, a lone surrogate U+FFFD. Other
 * oddities (direction marks, combining characters) are kept: they are content. What a person wrote is never cut, because
 * nobody would see it: a delivery of 3 MB is bound enough.
 * @param max for labels and whatever else nobody writes by hand
 */
export function cleanText(text: string, max?: number): string {
  const cut = text.slice(0, max);
  return NEEDS_CARE.test(cut) ? cut.replaceAll("\u0000", "\u2400").toWellFormed() : cut;
}

/** An id of the channel. Too long is no id: cutting it would make two ids the same. */
export function idOf(value: unknown): string | undefined {
  const text = typeof value === "number" && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text !== "string" || text === "" || text.length > MAX_ID) return undefined;
  return cleanText(text);
}

/** Why `idOf` took it for none, for whoever reads it. */
export const whyNoId = (value: unknown, of: string): string =>
  typeof value === "string" && value.length > MAX_ID
    ? `${of} hat eine Kennung von mehr als ${MAX_ID} Zeichen.`
    : `${of} hat keine Kennung.`;

/** A finite number, also when it came as a string. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string" || value.trim() === "") return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

// Year 2100: beyond it a "second" is surely something else (milliseconds, an id).
const LATEST_SECOND = 4_102_444_800;
// Year 2009: before WhatsApp nobody wrote there, and what is so old would be deleted the next night.
const EARLIEST_SECOND = 1_230_768_000;

/** Unix seconds (string or number) to milliseconds; `undefined` when out of any reason. */
export function millisOf(value: unknown): number | undefined {
  const seconds = numberOf(value);
  if (seconds === undefined || seconds < EARLIEST_SECOND || seconds > LATEST_SECOND) return undefined;
  return Math.round(seconds * 1000);
}

/** One word of a label: whatever the channel called it, short and clean; `None` when it called it nothing. */
export function wordOf(value: unknown): string {
  return typeof value === "string" && value !== "" ? cleanText(value, 64) : "None";
}
