import { concat, latin1, startsWith, u32be, u32le } from "./byte-view.ts";
import { flacParts } from "./flac-blocks.ts";
import { outcome, type StripOutcome, unsupported } from "./strip-outcome.ts";

/** A frame of MPEG sound or FLAC, or the tag that stands before the first one. */
export const isTagged = (bytes: Uint8Array): boolean =>
  startsWith(bytes, "ID3") || startsWith(bytes, "fLaC") || isFrame(bytes, 0) || isAdts(bytes, 0);

/** Eleven ones, a version that exists, and layer II or III: text in UTF-16 begins like layer I. */
const isFrame = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0xff &&
  ((bytes[at + 1] ?? 0) & 0xe0) === 0xe0 &&
  ((bytes[at + 1] ?? 0) & 0x18) !== 0x08 &&
  [0x02, 0x04].includes((bytes[at + 1] ?? 0) & 0x06);

/** AAC as it is broadcast: twelve ones, layer 0, a rate that exists, and no frame shorter than its head. */
const isAdts = (bytes: Uint8Array, at: number): boolean => {
  const [one = 0, two = 0xff, three = 0, four = 0, five = 0] = bytes.subarray(at + 1, at + 6);
  const length = ((three & 3) << 11) | (four << 3) | (five >> 5);
  return bytes[at] === 0xff && (one & 0xf6) === 0xf0 && ((two >> 2) & 15) < 13 && length >= 7;
};

/**
 * MP3, AAC and FLAC: title, artist, place, program and pictures stand in tags before and behind the sound, which is cut
 * out from between them as it is. Sources: ID3v2.4 structure, ID3v1, APEv2, ISO/IEC 14496-3 1.A.2.2.
 */
export function stripTagged(bytes: Uint8Array): StripOutcome {
  const removed = new Set<string>();
  let from = 0;
  while (startsWith(bytes, "ID3", from)) {
    const size = tagSize(bytes, from);
    if (size === undefined) return unsupported(bytes);
    from += size;
    removed.add("ID3v2");
  }
  // Some writers leave zeros behind the size they name.
  while (removed.size > 0 && bytes[from] === 0) from += 1;
  const isFlac = startsWith(bytes, "fLaC", from);
  if (!isFlac && !isFrame(bytes, from) && !isAdts(bytes, from)) return unsupported(bytes);
  const to = endOfSound(bytes, from, removed);
  if (isFlac) {
    const parts = flacParts(bytes, from, to, removed);
    return parts === undefined ? unsupported(bytes) : outcome(bytes, () => concat(parts), removed);
  }
  return outcome(bytes, () => bytes.slice(from, to), removed);
}

/** Four times seven bits; undefined when one of the eighth is set or the file is shorter. */
function tagSize(bytes: Uint8Array, at: number): number | undefined {
  const raw = u32be(bytes, at + 6);
  if (raw === undefined || (raw & 0x80808080) !== 0) return undefined;
  const size = ((raw >>> 24) << 21) | (((raw >>> 16) & 127) << 14) | (((raw >>> 8) & 127) << 7) | (raw & 127);
  const footer = ((bytes[at + 5] ?? 0) & 0x10) === 0 ? 0 : 10;
  return at + 10 + size + footer > bytes.length ? undefined : 10 + size + footer;
}

function endOfSound(bytes: Uint8Array, from: number, removed: Set<string>): number {
  for (let to = bytes.length; ; ) {
    const [name, size] = lastTag(bytes, from, to);
    if (size === 0) return to;
    removed.add(name);
    to -= size;
  }
}

function lastTag(bytes: Uint8Array, from: number, to: number): readonly [name: string, size: number] {
  const fits = (size: number) => to - size > from;
  if (fits(128) && startsWith(bytes, "TAG", to - 128)) return ["ID3v1", 128];
  if (fits(227) && startsWith(bytes, "TAG+", to - 227)) return ["ID3v1", 227];
  if (fits(32) && startsWith(bytes, "APETAGEX", to - 32)) {
    const head = ((u32le(bytes, to - 12) ?? 0) & 0x80000000) === 0 ? 0 : 32;
    const size = (u32le(bytes, to - 20) ?? 0) + head;
    if (size >= 32 && fits(size)) return ["APE", size];
  }
  if (fits(15) && startsWith(bytes, "LYRICS200", to - 9)) {
    // Six digits: "-00143" would lead forwards, to tags that are cut off already, without end.
    const digits = latin1(bytes, to - 15, to - 9);
    const size = Number(digits) + 15;
    if (/^\d{6}$/.test(digits) && fits(size) && startsWith(bytes, "LYRICSBEGIN", to - size)) return ["Lyrics3", size];
  }
  return ["", 0];
}
