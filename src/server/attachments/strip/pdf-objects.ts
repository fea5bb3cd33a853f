import { latin1 } from "./byte-view.ts";
import type { Packing } from "./packing.ts";
import { type Area, BLANK, referenceOf, spelled } from "./pdf-values.ts";

/** Where in a PDF its objects and streams lie; found by their own words, because old versions count too. */
export interface Stream {
  /** What stands between the beginning of the object and its data. */
  readonly dictionary: string;
  readonly from: number;
  readonly to: number;
}

/** Every stream in order. `undefined` in place of one that never ends: nobody knows what is in it. */
export function* streamsOf(text: string): Generator<Stream | undefined> {
  let last = 0;
  for (let at = text.indexOf("stream"); at !== -1; at = text.indexOf("stream", at + 6)) {
    const open = /^stream(\r\n|\n|\r)/.exec(text.slice(at, at + 8));
    if (open === null || text.slice(at - 3, at) === "end") continue;
    const from = at + open[0].length;
    const to = text.indexOf("endstream", from);
    if (to === -1) {
      yield undefined;
      return;
    }
    const head = text.slice(last, at);
    yield { dictionary: head.slice(head.lastIndexOf("obj") + 1), from, to: lineEnd(text, from, to) };
    last = to + 9;
    at = to + 3;
  }
}

/** The line break before `endstream` belongs to the file, not to the stream. */
function lineEnd(text: string, from: number, to: number): number {
  if (to - 2 >= from && text[to - 2] === "\r" && text[to - 1] === "\n") return to - 2;
  return to - 1 >= from && (text[to - 1] === "\n" || text[to - 1] === "\r") ? to - 1 : to;
}

/** An object stream: many objects packed as one. `area` is what is in it, unpacked. */
export interface Bundle {
  readonly stream: Stream;
  readonly area: Area;
  /** How many bytes of the file it takes; 0: it is not packed, and `area` shows the bytes of the file themselves. */
  readonly consumed: number;
  /** `5 0` -> where it begins. */
  readonly objects: ReadonlyMap<string, number>;
}

const isBundle = new RegExp(`${spelled("Type")}${BLANK}*${spelled("ObjStm")}`);
const filter = new RegExp(`${spelled("Filter")}${BLANK}*\\[?${BLANK}*(?:/(\\w+))?`);
const parameters = new RegExp(spelled("DecodeParms"));
const numberOf = (dictionary: string, name: string): number =>
  Number(new RegExp(`${spelled(name)}${BLANK}*(\\d{1,9})(?!\\d|${BLANK}+\\d)`).exec(dictionary)?.[1] ?? -1);

/**
 * The object stream that `stream` is.
 * @param most what the object streams of the file may still unpack to; counted down
 * @returns undefined when it is one and cannot be looked into; false when it is none
 */
export function openBundle(
  bytes: Uint8Array,
  stream: Stream,
  packing: Packing,
  most: { bytes: number; objects: number; bundles: number },
): Bundle | false | undefined {
  const { dictionary, from, to } = stream;
  if (!isBundle.test(dictionary)) return false;
  const how = filter.exec(dictionary);
  const packed = how !== null;
  if (packed && (how[1] !== "FlateDecode" || parameters.test(dictionary))) return undefined;
  const raw = bytes.subarray(from, to);
  const unpacked = packed ? packing.unpack(raw, Math.max(1, most.bytes)) : { bytes: raw, consumed: 0 };
  if (unpacked === undefined) return undefined;
  most.bytes -= unpacked.bytes.length;
  most.bundles -= 1;
  const text = latin1(unpacked.bytes, 0, unpacked.bytes.length);
  const objects = objectsOf(text, numberOf(dictionary, "First"), most.objects);
  if (most.bytes < 0 || most.bundles < 0 || objects === undefined) return undefined;
  most.objects -= objects.size;
  return { stream, area: { bytes: unpacked.bytes, text }, consumed: unpacked.consumed, objects };
}

/** Pairs of number and place stand before the first object. */
function objectsOf(text: string, first: number, most: number): ReadonlyMap<string, number> | undefined {
  if (first < 0 || first > text.length) return undefined;
  const objects = new Map<string, number>();
  for (const [, number, at] of text.slice(0, first).matchAll(/(\d{1,10})[\0\s]{1,8}(\d{1,10})/g)) {
    if (objects.size >= most) return undefined;
    objects.set(referenceOf(number, "0"), first + Number(at));
  }
  return objects;
}

/** Puts what was emptied back into its place in the file. False: it has become longer than the place. */
export function closeBundle(bytes: Uint8Array, { stream, area, consumed }: Bundle, packing: Packing): boolean {
  if (consumed === 0) return true;
  const packed = packing.pack(area.bytes);
  if (packed.length > consumed) return false;
  bytes.set(packed, stream.from);
  // What stands behind the end of the packed part is read by nobody.
  bytes.fill(0, stream.from + packed.length, stream.from + consumed);
  return true;
}

/** Where the objects called `wanted` begin in the open part of the file, every version of them. */
export function* definitionsOf(
  text: string,
  wanted: ReadonlySet<string>,
): Generator<{ readonly reference: string; readonly at: number }> {
  for (let at = text.indexOf("obj"); at !== -1; at = text.indexOf("obj", at + 3)) {
    if (text[at - 1] === "d") continue;
    const name = /(\d{1,10})[\0\s]{1,8}(\d{1,5})[\0\s]{1,8}$/.exec(text.slice(Math.max(0, at - 32), at));
    const reference = name === null ? "" : referenceOf(name[1], name[2]);
    if (wanted.has(reference)) yield { reference, at: at + 3 };
  }
}
