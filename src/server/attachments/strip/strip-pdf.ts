import { ascii, latin1, sameBytes, startsWith } from "./byte-view.ts";
import { blankJpegInPlace } from "./jpeg-in-place.ts";
import type { Packing } from "./packing.ts";
import { type Bundle, closeBundle, definitionsOf, openBundle, type Stream, streamsOf } from "./pdf-objects.ts";
import { type Area, BLANK, emptyValue, REFERENCE, referenceOf, spelled } from "./pdf-values.ts";
import { DEVICE_IN_PROFILE, emptyProfile, emptyProfileAt, MOST_PROFILE } from "./strip-icc.ts";
import { addAll, MOST_PIECES, outcome, type StripOutcome, unsupported } from "./strip-outcome.ts";

/** Readers look for it this far: a mail program or a server may have put something before it (ISO 32000-1, Annex H.3). */
const HEAD = 1024;

/** So soon comes its first object. */
const FIRST_OBJECT = 1_000_000;

/** Asked after every format that is known by its very first byte. A text that speaks of "%PDF-1.4" holds no object. */
export function isPdf(bytes: Uint8Array): boolean {
  const at = latin1(bytes, 0, HEAD).indexOf("%PDF-");
  return at === 0 || (at > 0 && /\d[\0\s]+obj/.test(latin1(bytes, at, at + FIRST_OBJECT)));
}

/**
 * PDF, in place and without changing its length, because the cross-reference table holds offsets: values of the Info
 * dictionary (title, author, program, times) wherever they lie, XMP streams, places on earth (`/GPTS`), and metadata
 * of JPEG pictures. An object stream is unpacked, emptied and packed again into the place it had.
 *
 * What cannot be looked into is not called clean: an object stream packed in another way, a damaged dictionary.
 * Attachments inside the PDF, comments and the text itself are content and stay; so do pictures that are packed once
 * more. Source: ISO 32000-2, 7.5, 12.10 and 14.3.
 */
export function stripPdf(bytes: Uint8Array, packing: Packing): StripOutcome {
  const text = latin1(bytes, 0, bytes.length);
  if (!text.includes("%%EOF", Math.max(0, text.length - 2048))) return unsupported(bytes);
  if (locked.test(text)) return stripLocked(bytes, text);
  const copy = bytes.slice();
  const file: File = { bytes: copy, text, bundles: [], removed: new Set() };
  if (!stripStreams(file, packing)) return unsupported(bytes);
  const marks = marksOf(file);
  if (marks === undefined || !emptyAll(file, marks)) return unsupported(bytes);
  if (!file.bundles.every((bundle) => !isChanged(bundle) || closeBundle(copy, bundle, packing)))
    return unsupported(bytes);
  return outcome(bytes, () => copy, file.removed);
}

const locked = new RegExp(spelled("Encrypt"));

/**
 * Insurers and makers lock their PDFs against changes; to refuse them would lose a letter. What lies inside the
 * encryption stays the sender's. What is said around the text is cut off: the way to the Info dictionary, and XMP that
 * was left open.
 */
function stripLocked(bytes: Uint8Array, text: string): StripOutcome {
  const copy = bytes.slice();
  const removed = new Set<string>();
  for (const { index } of text.matchAll(/\/Info(?=[\0\s]{0,64}\d)/g)) {
    copy.set(ascii("/Inf0"), index);
    removed.add("PDF:Info");
  }
  for (const stream of streamsOf(text)) {
    if (stream === undefined) break;
    if (!isXmp.test(stream.dictionary) || !text.slice(stream.from, stream.to).includes("xpacket")) continue;
    copy.fill(0x20, stream.from, stream.to);
    removed.add("XMP");
  }
  return outcome(bytes, () => copy, removed);
}

interface File extends Area {
  readonly bundles: Bundle[];
  readonly removed: Set<string>;
}

const isChanged = ({ area }: Bundle): boolean => latin1(area.bytes, 0, area.bytes.length) !== area.text;

/** What the object streams of a file may unpack to: they hold dictionaries, never pictures. */
const MOST_UNPACKED = { bytes: 64_000_000, objects: 500_000, bundles: 20_000 };

function stripStreams(file: File, packing: Packing): boolean {
  const pieces = { left: MOST_PIECES };
  let streams = MOST_PIECES;
  const unpacked = { ...MOST_UNPACKED };
  for (const stream of streamsOf(file.text)) {
    const bundle = stream && openBundle(file.bytes, stream, packing, unpacked);
    streams -= 1;
    if (stream === undefined || bundle === undefined || streams < 0) return false;
    if (bundle !== false) file.bundles.push(bundle);
    else if (!stripStream(file, stream, pieces) || !stripProfile(file, stream, packing, unpacked)) return false;
  }
  return true;
}

const isXmp = new RegExp(
  `${spelled("Type")}${BLANK}*${spelled("Metadata")}|${spelled("Subtype")}${BLANK}*${spelled("XML")}`,
);

function stripStream({ bytes, removed }: File, { dictionary, from, to }: Stream, pieces: { left: number }): boolean {
  if (!isXmp.test(dictionary)) return blankJpegInPlace(bytes, from, to, removed, pieces);
  const blank = new Uint8Array(to - from).fill(0x20);
  if (!sameBytes(bytes.subarray(from, to), blank)) removed.add("XMP");
  bytes.set(blank, from);
  return true;
}

/** A colour profile says by its number of colours that it is one (ISO 32000-2, 8.6.5.5), and by its 37th byte. */
const ofColours = new RegExp(`${spelled("N")}${BLANK}*[134](?!\\d)`);
const isPacked = new RegExp(`${spelled("Filter")}${BLANK}*\\[?${BLANK}*/FlateDecode`);

/** False: without its device it has become longer than the place it had. */
function stripProfile(
  { bytes, removed }: File,
  { dictionary, from, to }: Stream,
  packing: Packing,
  most: { bytes: number },
): boolean {
  if (!ofColours.test(dictionary)) return true;
  if (startsWith(bytes, "acsp", from + 36)) addAll(removed, emptyProfileAt(bytes, from, to));
  if (!isPacked.test(dictionary)) return true;
  const unpacked = packing.unpack(bytes.subarray(from, to), Math.max(1, Math.min(most.bytes, MOST_PROFILE)));
  most.bytes -= unpacked?.bytes.length ?? MOST_PROFILE;
  if (unpacked === undefined) return true;
  const emptied = startsWith(unpacked.bytes, "acsp", 36) ? emptyProfile(unpacked.bytes) : undefined;
  if (emptied === undefined) return true;
  const packed = packing.pack(emptied);
  if (packed.length > unpacked.consumed) return false;
  bytes.set(packed, from);
  bytes.fill(0, from + packed.length, from + unpacked.consumed);
  removed.add(DEVICE_IN_PROFILE);
  return true;
}

interface Mark {
  readonly area: Area;
  readonly at: number;
  readonly key: string;
}

interface Marks {
  /** Values that stand right behind their key. */
  readonly values: readonly Mark[];
  /** Objects they lie in, and what each is called in the proof. */
  readonly references: ReadonlyMap<string, string>;
}

/** Places of the old kind are spread over many keys. */
const oldPlaces = new RegExp(spelled("LGIDict"));
const marked = new RegExp(
  `(?:(${spelled("Info")})|${spelled("GPTS")})${BLANK}{0,64}(?:${REFERENCE}|(?=(<<|\\[)))`,
  "g",
);

/** More of either than this no honest PDF has: an Info for each time it was saved, a place for each map. */
const MOST_MARKS = 1_000;

function marksOf({ text, bytes, bundles }: File): Marks | undefined {
  const values: Mark[] = [];
  const references = new Map<string, string>();
  for (const area of [{ text, bytes }, ...bundles.map((bundle) => bundle.area)]) {
    if (oldPlaces.test(area.text)) return undefined;
    for (const match of area.text.matchAll(marked)) {
      const key = match[1] === undefined ? "GPTS" : "Info";
      if (match[2] === undefined) values.push({ area, at: match.index + match[0].length, key });
      else references.set(referenceOf(match[2], match[3]), key);
      if (values.length + references.size > MOST_MARKS) return undefined;
    }
  }
  return { values, references };
}

/** Objects that stand for values of values: texts of an Info, seldom a list of them. */
const DEEPEST = 4;

/** False: something is not where it should be, damaged, or costs more than reading the file once. */
function emptyAll(file: File, { values, references }: Marks): boolean {
  const work = {
    signs: file.text.length + file.bundles.reduce((sum, { area }) => sum + area.text.length, 0),
    left: MOST_PIECES,
  };
  const seen = new Set<string>();
  let pending: readonly Mark[] = values;
  let wanted = references;
  for (let depth = 0; depth <= DEEPEST; depth += 1) {
    const found = placesOf(file, wanted);
    if (found === undefined) return false;
    for (const one of wanted.keys()) seen.add(one);
    const next = emptyMarks(file.removed, [...pending, ...found], seen, work);
    if (next === undefined || seen.size > MOST_MARKS) return false;
    if (next.size === 0) return true;
    pending = [];
    wanted = next;
  }
  return false;
}

/** @returns the objects that are still to be emptied, by the keys they stand under */
function emptyMarks(
  removed: Set<string>,
  marks: readonly Mark[],
  seen: ReadonlySet<string>,
  work: { signs: number; left: number },
): ReadonlyMap<string, string> | undefined {
  const next = new Map<string, string>();
  for (const { area, at, key } of marks) {
    const emptied = emptyValue(area, at, key, work);
    work.signs -= emptied === undefined ? 0 : emptied.end - at;
    if (emptied === undefined || work.signs < 0) return undefined;
    addAll(
      removed,
      emptied.keys.map((one) => `PDF:${one}`),
    );
    for (const { reference, under } of emptied.references) if (!seen.has(reference)) next.set(reference, under);
  }
  return next;
}

/**
 * Every place where one of these objects stands, open or in an object stream; one that stands nowhere is null
 * (ISO 32000-2, 7.3.10). Undefined: more places than an honest PDF has.
 */
function placesOf(file: File, wanted: ReadonlyMap<string, string>): readonly Mark[] | undefined {
  const places: Mark[] = [];
  if (wanted.size === 0) return places;
  const add = (area: Area, reference: string, at: number) => {
    places.push({ area, at, key: wanted.get(reference) ?? "?" });
    return places.length <= MOST_MARKS;
  };
  for (const { reference, at } of definitionsOf(file.text, new Set(wanted.keys())))
    if (!add(file, reference, at)) return undefined;
  for (const { area, objects } of file.bundles)
    for (const reference of wanted.keys()) {
      const at = objects.get(reference);
      if (at !== undefined && !add(area, reference, at)) return undefined;
    }
  return places;
}
