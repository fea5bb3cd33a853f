import { ascii, concat, latin1, sameBytes, startsWith, u16be } from "./byte-view.ts";
import { orientationOnly, readExif } from "./exif.ts";
import { DEVICE_IN_PROFILE, emptyProfile } from "./strip-icc.ts";
import { addAll, BEHIND, outcome, type StripOutcome, unsupported } from "./strip-outcome.ts";

/**
 * JPEG: drops every segment that does not help to decode the picture, and whatever follows its end (preview
 * pictures, motion photos). The compressed data is copied byte for byte. Source: ITU-T T.81, JFIF 1.02.
 */
export function stripJpeg(bytes: Uint8Array): StripOutcome {
  const segments = readSegments(bytes);
  if (segments === undefined) return unsupported(bytes);
  const removed = new Set<string>();
  const kept: Uint8Array[] = [];
  let orientation: number | undefined;
  const profile = emptiedProfile(segments.list);
  if (profile.size > 0) removed.add(DEVICE_IN_PROFILE);
  for (const segment of segments.list) {
    const emptied = profile.get(segment);
    const verdict = emptied ? { tags: [], instead: emptied } : judge(segment);
    kept.push(verdict.instead ?? segment.bytes);
    addAll(removed, verdict.tags);
    // The first Exif segment is the one every reader believes.
    orientation ??= verdict.orientation;
  }
  if (segments.end < bytes.length) removed.add(BEHIND);
  return outcome(bytes, () => assemble(kept, orientation ?? 1), removed);
}

/** How far from the beginning, and from the end, of a file the picture may lie that is all there is in it. */
const MOST_AROUND = 1024;
const isStart = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0xff && bytes[at + 1] === 0xd8 && bytes[at + 2] === 0xff;

/**
 * Where the picture begins: faulty programs write an empty line or the head of a letter before it, and viewers read past
 * that. Walks through the head alone: a file is asked this before anybody knows what it is.
 * @returns undefined: this is no JPEG, or one among other things
 */
export function startOfJpeg(bytes: Uint8Array): number | undefined {
  let start = 0;
  while (start < MOST_AROUND && !isStart(bytes, start)) start += 1;
  if (start === 0) return 0;
  if (start === MOST_AROUND || !latin1(bytes, bytes.length - MOST_AROUND, bytes.length).includes("\xff\xd9")) return;
  let at = start + 2;
  for (let n = 0; n < MOST_SEGMENTS && bytes[at] === 0xff; n += 1) {
    while (bytes[at + 1] === 0xff) at += 1;
    if (bytes[at + 1] === 0xda) return start;
    const length = u16be(bytes, at + 2) ?? 0;
    if (length < 2) return;
    at += 2 + length;
  }
}

interface Segment {
  readonly marker: number;
  /** With marker and length; for a scan also the compressed data behind it. */
  readonly bytes: Uint8Array;
}

/** A profile of colours has tens of segments, a picture with everything in it hundreds. */
const MOST_SEGMENTS = 10_000;

/** All segments up to and with the end marker; `undefined` when the file is not whole, or of too many pieces. */
function readSegments(bytes: Uint8Array): { readonly list: readonly Segment[]; readonly end: number } | undefined {
  const list: Segment[] = [{ marker: 0xd8, bytes: bytes.subarray(0, 2) }];
  let at = 2;
  while (at < bytes.length && list.length < MOST_SEGMENTS) {
    if (bytes[at] !== 0xff) return undefined;
    // Any number of FF may stand before a marker.
    while (bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1];
    if (marker === undefined || marker === 0 || marker === 0xd8) return undefined;
    if (marker === 0xd9) {
      list.push({ marker, bytes: bytes.subarray(at, at + 2) });
      return { list, end: at + 2 };
    }
    const length = u16be(bytes, at + 2);
    if (length === undefined || length < 2 || at + 2 + length > bytes.length) return undefined;
    const headEnd = at + 2 + length;
    const end = marker === 0xda ? scanEnd(bytes, headEnd) : headEnd;
    list.push({ marker, bytes: bytes.subarray(at, end) });
    at = end;
  }
  return undefined;
}

/** Compressed data ends at the next marker that is neither a stuffed zero nor a restart marker. */
export function scanEnd(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next !== undefined && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

interface Verdict {
  /** Names of what goes. */
  readonly tags: readonly string[];
  /** What stands in its place; absent: the segment stays as it is. */
  readonly instead?: Uint8Array;
  readonly orientation?: number;
}

const KEEP: Verdict = { tags: [] };
const NOTHING = new Uint8Array();

function judge(segment: Segment): Verdict {
  const { marker } = segment;
  const payload = segment.bytes.subarray(4);
  if (marker === 0xfe) return { tags: ["Comment"], instead: NOTHING };
  if (drawsPicture(marker)) return KEEP;
  if (marker === 0xe0 && startsWith(payload, "JFIF\0")) return judgeJfif(segment.bytes);
  if (marker === 0xee && startsWith(payload, "Adobe")) return KEEP;
  if (marker === 0xe2 && startsWith(payload, ICC)) return KEEP;
  if (marker === 0xe1 && startsWith(payload, "Exif\0\0")) return judgeExif(segment.bytes, payload);
  const name = marker < 0xe0 || marker > 0xef ? `Segment:${marker.toString(16)}` : appName(marker, payload);
  return { tags: [name], instead: NOTHING };
}

const ICC = "ICC_PROFILE\0";
/** Marker, length, name, and which piece of how many this is. */
const ICC_HEAD = 4 + ICC.length + 2;

/** A colour profile lies in one segment or in many, counted. Where it names a device, all of them come back without. */
function emptiedProfile(list: readonly Segment[]): ReadonlyMap<Segment, Uint8Array> {
  const parts = list
    .filter(({ marker, bytes }) => marker === 0xe2 && startsWith(bytes, ICC, 4))
    .sort((one, other) => (one.bytes[ICC_HEAD - 2] ?? 0) - (other.bytes[ICC_HEAD - 2] ?? 0));
  const emptied = emptyProfile(concat(parts.map(({ bytes }) => bytes.subarray(ICC_HEAD))));
  if (emptied === undefined) return new Map();
  let at = 0;
  return new Map(
    parts.map((part) => {
      const length = Math.max(0, part.bytes.length - ICC_HEAD);
      const piece = emptied.subarray(at, at + length);
      at += length;
      return [part, concat([part.bytes.subarray(0, ICC_HEAD), piece])];
    }),
  );
}

/** Frames, tables and scans; all other segments say something about the picture, or nothing to anybody (T.81, table B.1). */
export const drawsPicture = (marker: number): boolean => marker >= 0xc0 && marker <= 0xdf && marker !== 0xc8;

/** The header stays, its little preview picture does not. */
function judgeJfif(segment: Uint8Array): Verdict {
  if (segment.length <= 18) return KEEP;
  const head = segment.slice(0, 18);
  head.set([0, 16], 2);
  head.set([0, 0], 16);
  return { tags: ["JFIF:Thumbnail"], instead: head };
}

/** Goes, and comes back as the bare orientation. What is already bare is no finding: stripping twice changes nothing. */
function judgeExif(segment: Uint8Array, payload: Uint8Array): Verdict {
  const { orientation, tags } = readExif(payload);
  const bare = orientation !== 1 && sameBytes(segment, exifSegment(orientation));
  return { tags: bare ? [] : tags, instead: NOTHING, orientation };
}

function exifSegment(orientation: number): Uint8Array {
  const tiff = orientationOnly(orientation);
  return concat([Uint8Array.from([0xff, 0xe1, 0, tiff.length + 8]), ascii("Exif\0\0"), tiff]);
}

/** After the start and, where there is one, the JFIF header, as both standards want to be first. */
function assemble(kept: readonly Uint8Array[], orientation: number): Uint8Array {
  if (orientation === 1) return concat(kept);
  const place = kept[1]?.[1] === 0xe0 ? 2 : 1;
  return concat([...kept.slice(0, place), exifSegment(orientation), ...kept.slice(place)]);
}

/** The segment's own name for itself, as far as it is readable: `APP1:http` for XMP would help nobody. */
function appName(marker: number, payload: Uint8Array): string {
  if (startsWith(payload, "http://ns.adobe.com/x")) return "XMP";
  if (startsWith(payload, "Photoshop")) return "IPTC";
  if (startsWith(payload, "MPF\0")) return "MPF";
  const word = /^[A-Za-z][A-Za-z0-9]{1,11}/.exec(latin1(payload, 0, 12))?.[0];
  return `APP${marker - 0xe0}${word === undefined ? "" : `:${word}`}`;
}
