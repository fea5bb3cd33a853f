import { latin1, u32le, writeU32le } from "./byte-view.ts";
import { outcome, type StripOutcome, unsupported } from "./strip-outcome.ts";

interface Page {
  readonly at: number;
  readonly body: number;
  readonly end: number;
  readonly serial: number;
  readonly begins: boolean;
  /** Where its first packet ends, if it ends on this page. */
  readonly firstEnds: number | undefined;
}

/** How the comments of the sound we know begin, by how its stream begins; and what must stand behind them. */
const codecs = [
  { head: "OpusHead", comments: "OpusTags", closing: [] },
  { head: "\x01vorbis", comments: "\x03vorbis", closing: [1] },
] as const;
type Codec = (typeof codecs)[number];

/**
 * Opus and Vorbis in Ogg, in place: the comments (title, artist, place, date, program) become none, the rest of their
 * packet zeros. Who made the codec stays, because that string must be there. Anything else in an Ogg is not looked
 * into. Sources: RFC 3533, RFC 7845 5.2, Vorbis I 5.
 */
export function stripOgg(bytes: Uint8Array): StripOutcome {
  const copy = bytes.slice();
  const waiting = new Map<number, { readonly codec: Codec; readonly pieces: Page[] }>();
  const removed = new Set<string>();
  for (let at = 0; at < copy.length; ) {
    const page = pageAt(copy, at);
    if (page === undefined) return unsupported(bytes);
    at = page.end;
    if (page.begins) {
      const codec = codecs.find(({ head }) => latin1(copy, page.body, page.body + head.length) === head);
      if (codec === undefined) return unsupported(bytes);
      waiting.set(page.serial, { codec, pieces: [] });
      continue;
    }
    const stream = waiting.get(page.serial);
    if (stream === undefined) continue;
    stream.pieces.push(page);
    if (page.firstEnds === undefined) continue;
    waiting.delete(page.serial);
    const found = emptyComments(copy, stream.codec, stream.pieces);
    if (found === undefined) return unsupported(bytes);
    if (found) removed.add("Ogg:Comment");
  }
  return waiting.size > 0 ? unsupported(bytes) : outcome(bytes, () => copy, removed);
}

function pageAt(bytes: Uint8Array, at: number): Page | undefined {
  const segments = bytes[at + 26];
  const serial = u32le(bytes, at + 14);
  if (latin1(bytes, at, at + 4) !== "OggS" || segments === undefined || serial === undefined) return undefined;
  const body = at + 27 + segments;
  let end = body;
  let firstEnds: number | undefined;
  for (let n = 0; n < segments; n += 1) {
    const size = bytes[at + 27 + n] ?? 0;
    end += size;
    if (size < 255) firstEnds ??= end;
  }
  if (end > bytes.length) return undefined;
  return { at, body, end, serial, begins: ((bytes[at + 5] ?? 0) & 2) !== 0, firstEnds };
}

/** Says whether there was a comment; undefined when this is not the packet it should be. */
function emptyComments(bytes: Uint8Array, codec: Codec, pages: readonly Page[]): boolean | undefined {
  // A picture of the cover reaches over many pages.
  const places = pages.map(({ body, end, firstEnds }) => [body, firstEnds ?? end] as const);
  const length = places.reduce((sum, [from, to]) => sum + to - from, 0);
  const packet = new Uint8Array(length);
  let at = 0;
  for (const [from, to] of places) {
    packet.set(bytes.subarray(from, to), at);
    at += to - from;
  }
  const start = codec.comments.length;
  const list = start + 4 + (u32le(packet, start) ?? length);
  const rest = list + 4 + codec.closing.length;
  if (latin1(packet, 0, start) !== codec.comments || rest > length) return undefined;
  const before = packet.slice();
  packet.fill(0, list);
  packet.set(codec.closing, list + 4);
  if (before.every((byte, n) => byte === packet[n])) return false;
  at = 0;
  for (const [from, to] of places) {
    bytes.set(packet.subarray(at, at + to - from), from);
    at += to - from;
  }
  for (const page of pages) writeU32le(bytes, page.at + 22, checkSum(bytes, page));
  return true;
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  return sum;
});

/** Ogg's own: the bits run the other way than in PNG, and its four bytes count as zeros. */
function checkSum(bytes: Uint8Array, { at, end }: Page): number {
  let sum = 0;
  for (let n = at; n < end; n += 1) {
    const byte = n >= at + 22 && n < at + 26 ? 0 : (bytes[n] as number);
    sum = (sum << 8) ^ (table[((sum >>> 24) ^ byte) & 255] as number);
  }
  return sum >>> 0;
}
