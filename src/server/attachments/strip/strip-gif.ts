import { concat, latin1, startsWith } from "./byte-view.ts";
import { DEVICE_IN_PROFILE, emptyProfile } from "./strip-icc.ts";
import { BEHIND, MOST_PIECES, outcome, type StripOutcome, unsupported } from "./strip-outcome.ts";

/** How often an animation repeats, and its colour profile. Every other application block goes. */
const PROFILE = "ICCRGBG1012";
const KEEP_APPLICATIONS: ReadonlySet<string> = new Set(["NETSCAPE2.0", "ANIMEXTS1.0", PROFILE]);

/** GIF: block by block. Source: GIF89a specification. */
export function stripGif(bytes: Uint8Array): StripOutcome {
  const removed = new Set<string>();
  const kept: Uint8Array[] = [];
  let at = 13 + colourTable(bytes[10]);
  if (at > bytes.length) return unsupported(bytes);
  kept.push(bytes.subarray(0, at));
  for (let blocks = 0; blocks < MOST_PIECES; blocks += 1) {
    const block = readBlock(bytes, at);
    if (block === undefined) return unsupported(bytes);
    if (block.tag !== undefined) removed.add(block.tag);
    else if (startsWith(bytes, PROFILE, at + 3)) kept.push(withoutDevice(bytes.slice(at, block.end), removed));
    else kept.push(bytes.subarray(at, block.end));
    at = block.end;
    if (!block.last) continue;
    if (at < bytes.length) removed.add(BEHIND);
    return outcome(bytes, () => concat(kept), removed);
  }
  return unsupported(bytes);
}

interface Block {
  readonly end: number;
  readonly last: boolean;
  /** Set: the block goes, under this name. */
  readonly tag?: string;
}

function readBlock(bytes: Uint8Array, at: number): Block | undefined {
  switch (bytes[at]) {
    case 0x3b:
      return { end: at + 1, last: true };
    case 0x2c: {
      const end = subBlocks(bytes, at + 11 + colourTable(bytes[at + 9]));
      return end === undefined ? undefined : { end, last: false };
    }
    case 0x21: {
      const end = subBlocks(bytes, at + 2);
      if (end === undefined) return undefined;
      const tag = extensionTag(bytes, at);
      return { end, last: false, ...(tag === undefined ? {} : { tag }) };
    }
    default:
      return undefined;
  }
}

function extensionTag(bytes: Uint8Array, at: number): string | undefined {
  const label = bytes[at + 1];
  if (label === 0xf9) return undefined;
  if (label === 0xfe) return "Comment";
  if (label !== 0xff) return "Text";
  const name = latin1(bytes, at + 3, at + 14);
  if (KEEP_APPLICATIONS.has(name)) return undefined;
  return name.startsWith("XMP Data") ? "XMP" : "GIF:Application";
}

/** The profile lies in pieces of at most 255 bytes: it is put together, emptied, and laid back. */
function withoutDevice(block: Uint8Array, removed: Set<string>): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (let at = 14, size = block[at] ?? 0; size > 0; at += 1 + size, size = block[at] ?? 0)
    pieces.push(block.subarray(at + 1, at + 1 + size));
  const emptied = emptyProfile(concat(pieces));
  if (emptied === undefined) return block;
  removed.add(DEVICE_IN_PROFILE);
  let taken = 0;
  for (const piece of pieces) {
    piece.set(emptied.subarray(taken, taken + piece.length));
    taken += piece.length;
  }
  return block;
}

/** Chains of length and data, ended by a zero. */
function subBlocks(bytes: Uint8Array, from: number): number | undefined {
  for (let at = from; ; ) {
    const size = bytes[at];
    if (size === undefined) return undefined;
    at += 1 + size;
    if (size === 0) return at;
  }
}

function colourTable(flags: number | undefined): number {
  return flags !== undefined && flags & 0x80 ? 3 << ((flags & 7) + 1) : 0;
}
