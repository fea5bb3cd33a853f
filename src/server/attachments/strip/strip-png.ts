import { ascii, concat, latin1, sameBytes, startsWith, u32be, writeU32be } from "./byte-view.ts";
import { crc32 } from "./crc32.ts";
import { orientationOnly, readExif } from "./exif.ts";
import type { Packing } from "./packing.ts";
import { DEVICE_IN_PROFILE, emptyProfile, MOST_PROFILE } from "./strip-icc.ts";
import { addAll, BEHIND, MOST_PIECES, outcome, type StripOutcome, unsupported } from "./strip-outcome.ts";

/** What decides how the picture looks. Everything else (texts, times, Exif, private chunks) goes. */
const KEEP: ReadonlySet<string> = new Set(
  (
    "IHDR PLTE IDAT IEND tRNS cHRM gAMA sBIT sRGB cICP mDCV mDCv cLLI cLLi bKGD hIST pHYs sPLT " + "acTL fcTL fdAT"
  ).split(" "),
);
/** PNG and APNG, chunk by chunk. Source: W3C PNG (third edition). */
export function stripPng(bytes: Uint8Array, packing: Packing): StripOutcome {
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  const removed = new Set<string>();
  let orientation = 1;
  for (let at = 8, chunks = 0; chunks < MOST_PIECES; chunks += 1) {
    const length = u32be(bytes, at);
    const end = at + 12 + (length ?? 0);
    if (length === undefined || end > bytes.length) return unsupported(bytes);
    const type = latin1(bytes, at + 4, at + 8);
    if (at === 8 && type !== "IHDR") return unsupported(bytes);
    const chunk = bytes.subarray(at, end);
    if (type === "iCCP") {
      const emptied = emptyPacked(chunk, packing);
      if (emptied) removed.add(DEVICE_IN_PROFILE);
      kept.push(emptied ?? chunk);
    } else if (KEEP.has(type)) kept.push(chunk);
    // A capital first letter means: nobody may show the picture without understanding this.
    else if (/^[A-Z]/.test(type)) return unsupported(bytes);
    else if (type === "eXIf") {
      const exif = readExif(chunk.subarray(8, -4));
      orientation = exif.orientation;
      if (orientation === 1 || !sameBytes(chunk, exifChunk(orientation))) addAll(removed, exif.tags);
    } else addAll(removed, tagsOf(type, chunk));
    at = end;
    if (type !== "IEND") continue;
    if (end < bytes.length) removed.add(BEHIND);
    return outcome(bytes, () => assemble(kept, orientation), removed);
  }
  return unsupported(bytes);
}

function tagsOf(type: string, chunk: Uint8Array): readonly string[] {
  if (type === "tIME") return ["DateTime"];
  // The three kinds of text chunk all start with a keyword.
  if (/^[tiz]..t$/i.test(type)) return [startsWith(chunk, "XML:com.adobe.xmp", 8) ? "XMP" : "Text"];
  return [`PNG:${/^[A-Za-z]{4}$/.test(type) ? type : "?"}`];
}

/** Exif must stand before the picture data; right behind the header is always right. */
function assemble(kept: readonly Uint8Array[], orientation: number): Uint8Array {
  if (orientation === 1) return concat(kept);
  return concat([...kept.slice(0, 2), exifChunk(orientation), ...kept.slice(2)]);
}

/** A name, a zero, the way it is packed (0), and the packed profile. Undefined: nothing in it to take out. */
function emptyPacked(chunk: Uint8Array, packing: Packing): Uint8Array | undefined {
  const from = chunk.indexOf(0, 8) + 2;
  const profile = packing.unpack(chunk.subarray(from, -4), MOST_PROFILE)?.bytes;
  const emptied = profile && emptyProfile(profile);
  return emptied && chunkOf(concat([ascii("iCCP"), chunk.subarray(8, from), packing.pack(emptied)]));
}

function exifChunk(orientation: number): Uint8Array {
  return chunkOf(concat([ascii("eXIf"), orientationOnly(orientation)]));
}

/** @param body the four letters of its type, and what it holds */
function chunkOf(body: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(body.length + 8);
  writeU32be(chunk, 0, body.length - 4);
  chunk.set(body, 4);
  writeU32be(chunk, chunk.length - 4, crc32(body));
  return chunk;
}
