import { uintBe } from "./byte-view.ts";
import { isZero } from "./iso-boxes.ts";
import { BEHIND, outcome, type StripOutcome, unsupported } from "./strip-outcome.ts";

interface Element {
  readonly id: number;
  readonly start: number;
  readonly body: number;
  readonly end: number;
  /** Written before it was known how long it gets, as a browser records. */
  readonly endless: boolean;
}

const HEAD = 0x1a45dfa3;
const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
const VOID = 0xec;
const CHECK_SUM = 0xbf;

/** What the film is made of; what else stands beside it, such as tags and pictures of a cover, goes. */
const KEEP: ReadonlySet<number> = new Set([
  0x114d9b74, // SeekHead
  0x1654ae6b, // Tracks
  0x1c53bb6b, // Cues
  0x1043a770, // Chapters
  CLUSTER,
  CHECK_SUM,
  // Inside of an endless cluster.
  0xe7, // Timestamp
  0x5854, // SilentTracks
  0xa7, // Position
  0xab, // PrevSize
  0xa3, // SimpleBlock
  0xa0, // BlockGroup
]);
const NAMES: ReadonlyMap<number, string> = new Map([
  [0x1254c367, "Tags"],
  [0x1941a469, "Attachments"],
  [0x7ba9, "Title"],
  [0x4461, "DateUTC"],
  [0x4d80, "MuxingApp"],
  [0x5741, "WritingApp"],
  [0x73a4, "SegmentUID"],
  [0x536e, "Name"],
]);
const INFO = 0x1549a966;
/** Of what is said of the whole: how time is counted and how long it lasts. */
const KEEP_IN_INFO: ReadonlySet<number> = new Set([0x2ad7b1, 0x4489]);
/** These must be there, but may say nothing. */
const MUST_BE: ReadonlySet<number> = new Set([0x4d80, 0x5741]);
const TRACK = 0xae;
const TRACK_NAME = 0x536e;

/**
 * WebM and Matroska, in place and without changing the length, because cues hold offsets: what goes becomes `Void`.
 * Pictures and sound are the same bytes as before. Source: RFC 9559.
 */
export function stripMatroska(bytes: Uint8Array): StripOutcome {
  const copy = bytes.slice();
  const removed = new Set<string>();
  const segment = elementAt(copy, elementAt(copy, 0, copy.length)?.end ?? 0, copy.length);
  if (segment?.id !== SEGMENT || elementAt(copy, 0, copy.length)?.endless) return unsupported(bytes);
  for (let at = segment.body; at < segment.end; ) {
    const element = elementAt(copy, at, segment.end);
    if (element === undefined || (element.endless && element.id !== CLUSTER)) return unsupported(bytes);
    if (!stripTop(copy, element, removed)) return unsupported(bytes);
    // The blocks of an endless cluster are read as if they stood beside it.
    at = element.endless ? element.body : element.end;
  }
  if (!isZero(copy, segment.end, copy.length)) {
    copy.fill(0, segment.end);
    removed.add(BEHIND);
  }
  return outcome(bytes, () => copy, removed);
}

/** False: damaged. */
function stripTop(bytes: Uint8Array, element: Element, removed: Set<string>): boolean {
  if (element.id === INFO)
    return stripChildren(bytes, element, removed, ({ id }) => (MUST_BE.has(id) ? "empty" : KEEP_IN_INFO.has(id)));
  if (element.id === 0x1654ae6b) return stripTracks(bytes, element, removed);
  if (element.id === HEAD || element.id === SEGMENT) return false;
  if (!KEEP.has(element.id)) blank(bytes, element, removed);
  return true;
}

function stripTracks(bytes: Uint8Array, tracks: Element, removed: Set<string>): boolean {
  const found = new Set<string>();
  const whole = childrenOf(bytes, tracks)?.every(
    (track) => track.id !== TRACK || stripChildren(bytes, track, found, ({ id }) => id !== TRACK_NAME),
  );
  for (const name of found) removed.add(name);
  return whole === true && (found.size === 0 || stripChildren(bytes, tracks, new Set(), ({ id }) => id !== CHECK_SUM));
}

function stripChildren(
  bytes: Uint8Array,
  parent: Element,
  removed: Set<string>,
  stays: (child: Element) => boolean | "empty",
): boolean {
  const children = childrenOf(bytes, parent);
  if (children === undefined) return false;
  const found = new Set<string>();
  for (const child of children) {
    const stay = child.id === CHECK_SUM || stays(child);
    if (stay === false) blank(bytes, child, found);
    else if (stay === "empty" && !isZero(bytes, child.body, child.end)) {
      bytes.fill(0, child.body, child.end);
      found.add(nameOf(child));
    }
  }
  // A check sum over what is no longer there.
  if (found.size > 0) for (const child of children) if (child.id === CHECK_SUM) blank(bytes, child, new Set());
  for (const name of found) removed.add(name);
  return true;
}

function childrenOf(bytes: Uint8Array, parent: Element): readonly Element[] | undefined {
  const children: Element[] = [];
  for (let at = parent.body; at < parent.end; ) {
    const child = elementAt(bytes, at, parent.end);
    if (child === undefined || child.endless) return undefined;
    children.push(child);
    at = child.end;
  }
  return children;
}

function elementAt(bytes: Uint8Array, at: number, to: number): Element | undefined {
  const idWidth = widthOf(bytes[at], 4);
  const sizeWidth = widthOf(bytes[at + idWidth], 8);
  const id = uintBe(bytes, at, idWidth);
  if (idWidth === 0 || sizeWidth === 0 || id === undefined) return undefined;
  const body = at + idWidth + sizeWidth;
  const digits = bytes.slice(at + idWidth, body);
  digits[0] = (digits[0] ?? 0) & (0xff >> sizeWidth);
  // All ones: nobody knew.
  const endless = digits.every((digit, n) => digit === (n === 0 ? 0xff >> sizeWidth : 0xff));
  const size = endless ? to - body : uintBe(digits, 0, sizeWidth);
  if (size === undefined || size < 0 || body + size > to) return undefined;
  return { id, start: at, body, end: body + size, endless };
}

/** How many bytes a number takes: one more than there are zeros before its first one. 0: too long, or none. */
function widthOf(first: number | undefined, most: number): number {
  const width = first ? Math.clz32(first) - 23 : 0;
  return width > most ? 0 : width;
}

function blank(bytes: Uint8Array, element: Element, removed: Set<string>): void {
  const { id, start, body, end } = element;
  if (id === VOID && isZero(bytes, body, end)) return;
  removed.add(nameOf(element));
  bytes.fill(0, id === VOID ? body : start, end);
  if (id === VOID) return;
  const length = end - start;
  bytes[start] = VOID;
  if (length < 129) bytes[start + 1] = 0x80 | (length - 2);
  else {
    bytes[start + 1] = 1;
    for (let n = 0, rest = length - 9; n < 7; n += 1, rest = Math.floor(rest / 256)) bytes[start + 8 - n] = rest % 256;
  }
}

const nameOf = ({ id }: Element): string => `Matroska:${NAMES.get(id) ?? "?"}`;
