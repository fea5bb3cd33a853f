import { ascii, latin1 } from "./byte-view.ts";
import { blankJpegInPlace } from "./jpeg-in-place.ts";
import { outcome, type StripOutcome, unsupported } from "./strip-outcome.ts";

/**
 * PDF, in place and without changing its length, because the cross-reference table holds offsets:
 * values of the Info dictionary (title, author, program, times), XMP streams, and metadata of JPEG pictures.
 *
 * Limits, on purpose: an Info dictionary packed into a compressed object stream cannot be overwritten without
 * moving offsets; it is cut off from the trailer (`/Info` becomes `/Inf0`), so no reader shows it. Attachments
 * inside the PDF, comments and the text itself are content and stay. Source: ISO 32000-2, 14.3.
 */
export function stripPdf(bytes: Uint8Array): StripOutcome {
  const text = latin1(bytes, 0, bytes.length);
  if (!text.includes("%%EOF", Math.max(0, text.length - 2048))) return unsupported(bytes);
  const copy = bytes.slice();
  const removed: string[] = [];
  const infos = infoReferences(text);
  if (infos.length > MOST || !infos.every((info) => stripInfo(copy, text, info, removed))) return unsupported(bytes);
  for (const stream of streamsOf(text)) removed.push(...stripStream(copy, text, stream));
  return outcome(bytes, () => copy, removed);
}

/** More trailers or versions of one object than this no honest PDF has; looking for all of them would take for ever. */
const MOST = 100;

/** False: the dictionary is damaged or hides too well. */
function stripInfo(bytes: Uint8Array, text: string, info: Info, removed: string[]): boolean {
  const objects = objectsOf(text, info.reference);
  if (objects.length === 0) {
    bytes.set(ascii("/Inf0"), info.at);
    removed.push("PDF:Info");
  }
  return objects.length <= MOST && objects.every((at) => blankInfo(bytes, text, at, removed));
}

interface Info {
  readonly at: number;
  /** `12 0` */
  readonly reference: string;
}

/** Every trailer names one; a PDF that was saved again has several. */
function infoReferences(text: string): readonly Info[] {
  const found: Info[] = [];
  for (const match of text.matchAll(/\/Info\s{0,8}(\d{1,10})\s{1,8}(\d{1,5})\s{1,8}R/g)) {
    found.push({ at: match.index, reference: `${match[1]} ${match[2]}` });
    if (found.length > MOST) break;
  }
  return found;
}

/** All places where this object is defined, old versions too. */
function objectsOf(text: string, reference: string): readonly number[] {
  const found: number[] = [];
  const needle = `${reference} obj`;
  for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + 1)) {
    if (found.length > MOST) break;
    if (at === 0 || !/\d/.test(text[at - 1] ?? "")) found.push(at + needle.length);
  }
  return found;
}

const MAX_DICTIONARY = 65_536;

/** Overwrites the values between `<<` and `endobj`; the names of the keys stay, they are the same in every PDF. */
function blankInfo(bytes: Uint8Array, text: string, from: number, removed: string[]): boolean {
  const near = text.slice(from, from + MAX_DICTIONARY).indexOf("endobj");
  if (near === -1) return false;
  const end = from + near;
  let key = "?";
  for (let at = from; at < end; ) {
    const name = text[at] === "/" ? /^\/([^\s/<>[\]()]*)/.exec(text.slice(at, Math.min(at + 128, end))) : null;
    const value = valueAt(text, at, end);
    if (name !== null) key = /^\w{1,32}$/.test(name[1] ?? "") ? (name[1] ?? "?") : "?";
    if (value !== undefined && overwrite(bytes, value)) removed.push(`PDF:${key}`);
    at = value?.end ?? at + Math.max(1, name?.[0].length ?? 1);
  }
  return true;
}

interface Value {
  /** Between the brackets. */
  readonly from: number;
  readonly to: number;
  /** Behind the closing bracket. */
  readonly end: number;
  readonly fill: number;
}

function valueAt(text: string, at: number, limit: number): Value | undefined {
  if (text[at] === "<" && text[at + 1] !== "<" && text[at - 1] !== "<") {
    const close = text.indexOf(">", at);
    const to = close === -1 || close > limit ? limit : close;
    // Hexadecimal: 0 is a digit, and pairs of it are no text.
    return { from: at + 1, to, end: to + 1, fill: 0x30 };
  }
  if (text[at] !== "(") return undefined;
  let depth = 0;
  for (let here = at; here < limit; here += 1) {
    if (text[here] === "\\") here += 1;
    else if (text[here] === "(") depth += 1;
    else if (text[here] === ")" && --depth === 0) return { from: at + 1, to: here, end: here + 1, fill: 0x20 };
  }
  return { from: at + 1, to: limit, end: limit, fill: 0x20 };
}

function overwrite(bytes: Uint8Array, value: Value): boolean {
  if (bytes.subarray(value.from, value.to).every((byte) => byte === value.fill)) return false;
  bytes.fill(value.fill, value.from, value.to);
  return true;
}

interface Stream {
  readonly dictionary: string;
  readonly from: number;
  readonly to: number;
}

function* streamsOf(text: string): Generator<Stream> {
  for (let at = text.indexOf("stream"); at !== -1; at = text.indexOf("stream", at + 6)) {
    const open = /^stream\r?\n/.exec(text.slice(at, at + 8));
    if (open === null || text.slice(at - 3, at) === "end") continue;
    const from = at + open[0].length;
    const to = text.indexOf("endstream", from);
    if (to === -1) return;
    const head = text.slice(Math.max(0, at - 1024), at);
    const start = head.lastIndexOf(" obj");
    yield { dictionary: start === -1 ? head : head.slice(start), from, to };
    at = to + 3;
  }
}

function stripStream(bytes: Uint8Array, text: string, stream: Stream): readonly string[] {
  if (/\/Type\s*\/Metadata\b|\/Subtype\s*\/XML\b/.test(stream.dictionary)) {
    return overwrite(bytes, { from: stream.from, to: lineEnd(text, stream), end: 0, fill: 0x20 }) ? ["XMP"] : [];
  }
  return blankJpegInPlace(bytes, stream.from, stream.to);
}

/** The line break before `endstream` belongs to the file, not to the stream. */
function lineEnd(text: string, stream: Stream): number {
  const tail = /\r?\n?$/.exec(text.slice(Math.max(stream.from, stream.to - 2), stream.to));
  return stream.to - (tail?.[0].length ?? 0);
}
