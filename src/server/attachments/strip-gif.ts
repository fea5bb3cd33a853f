import { concat, latin1 } from "./byte-view.ts";
import { MOST_PIECES, outcome, type StripOutcome, unsupported } from "./strip-outcome.ts";

/** How often an animation repeats, and its colour profile. Every other application block goes. */
const KEEP_APPLICATIONS: ReadonlySet<string> = new Set(["NETSCAPE2.0", "ANIMEXTS1.0", "ICCRGBG1012"]);

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
    if (block.tag === undefined) kept.push(bytes.subarray(at, block.end));
    else removed.add(block.tag);
    at = block.end;
    if (!block.last) continue;
    if (at < bytes.length) removed.add("Trailing data");
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
