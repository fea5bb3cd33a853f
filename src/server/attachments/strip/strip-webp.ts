import { ascii, concat, latin1, sameBytes, u32le, writeU32le } from "./byte-view.ts";
import { orientationOnly, readExif } from "./exif.ts";
import { type Chunk, chunkName, readChunks } from "./riff-chunks.ts";
import { DEVICE_IN_PROFILE, emptyProfile } from "./strip-icc.ts";
import { addAll, BEHIND, MOST_PIECES, outcome, type StripOutcome, unsupported } from "./strip-outcome.ts";

const KEEP: ReadonlySet<string> = new Set(["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF"]);
const IN_FRAME: ReadonlySet<string> = new Set(["VP8 ", "VP8L", "ALPH"]);
const EXIF_FLAG = 0x08;
const XMP_FLAG = 0x04;
const FRAME_HEAD = 16;

/** WebP: RIFF chunks; the flags of VP8X say what is inside and are put right. Source: RFC 9649. */
export function stripWebp(bytes: Uint8Array): StripOutcome {
  const end = 8 + (u32le(bytes, 4) ?? 0);
  const most = { left: MOST_PIECES };
  const chunks = end > bytes.length ? undefined : readChunks(bytes.subarray(12, end), most);
  if (chunks === undefined || chunks.length === 0) return unsupported(bytes);
  const removed = new Set<string>(end < bytes.length ? [BEHIND] : []);
  const kept: Uint8Array[] = [];
  let orientation = 1;
  for (const chunk of chunks) {
    if (chunk.type === "ANMF") {
      const frame = stripFrame(chunk, most, removed);
      if (frame === undefined) return unsupported(bytes);
      kept.push(frame);
    } else if (chunk.type === "ICCP") {
      const emptied = emptyProfile(chunk.content);
      if (emptied) removed.add(DEVICE_IN_PROFILE);
      kept.push(emptied ? chunkOf("ICCP", emptied) : chunk.bytes);
    } else if (KEEP.has(chunk.type)) kept.push(chunk.bytes);
    else if (chunk.type === "EXIF") {
      const exif = readExif(chunk.content);
      orientation = exif.orientation;
      if (orientation === 1 || !sameBytes(chunk.bytes, exifChunk(orientation))) addAll(removed, exif.tags);
    } else removed.add(chunk.type === "XMP " ? "XMP" : `WebP:${chunkName(chunk.type)}`);
  }
  return outcome(bytes, () => assemble(kept, orientation), removed);
}

/** A frame of an animation holds chunks of its own, and unknown ones may hide there too. */
function stripFrame(frame: Chunk, most: { left: number }, removed: Set<string>): Uint8Array | undefined {
  const inner = readChunks(frame.content.subarray(FRAME_HEAD), most);
  if (inner === undefined) return undefined;
  const kept = inner.filter((chunk) => IN_FRAME.has(chunk.type));
  if (kept.length === inner.length) return frame.bytes;
  removed.add("WebP:ANMF");
  return chunkOf("ANMF", concat([frame.content.subarray(0, FRAME_HEAD), ...kept.map((chunk) => chunk.bytes)]));
}

function assemble(kept: readonly Uint8Array[], orientation: number): Uint8Array {
  const turned = orientation === 1 ? [] : [exifChunk(orientation)];
  const body = concat([ascii("WEBP"), ...kept.map((chunk) => withFlags(chunk, turned.length > 0)), ...turned]);
  const file = concat([ascii("RIFF\0\0\0\0"), body]);
  writeU32le(file, 4, body.length);
  return file;
}

function withFlags(chunk: Uint8Array, exif: boolean): Uint8Array {
  if (latin1(chunk, 0, 4) !== "VP8X" || chunk.length < 9) return chunk;
  const copy = chunk.slice();
  copy[8] = ((copy[8] ?? 0) & ~(EXIF_FLAG | XMP_FLAG)) | (exif ? EXIF_FLAG : 0);
  return copy;
}

function exifChunk(orientation: number): Uint8Array {
  return chunkOf("EXIF", orientationOnly(orientation));
}

function chunkOf(type: string, payload: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(8 + payload.length + (payload.length & 1));
  chunk.set(ascii(type));
  writeU32le(chunk, 4, payload.length);
  chunk.set(payload, 8);
  return chunk;
}
