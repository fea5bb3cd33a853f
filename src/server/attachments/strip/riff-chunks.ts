import { latin1, u32le } from "./byte-view.ts";

/** A part of a RIFF file, such as WebP and WAV. */
export interface Chunk {
  readonly type: string;
  /** With head and padding. */
  readonly bytes: Uint8Array;
  readonly content: Uint8Array;
}

/**
 * The chunks behind one another; undefined when one is longer than what is there.
 * @param most how many chunks the whole file may still have; counted down
 */
export function readChunks(bytes: Uint8Array, most: { left: number }): readonly Chunk[] | undefined {
  const chunks: Chunk[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = u32le(bytes, at + 4);
    most.left -= 1;
    if (most.left < 0 || size === undefined || at + 8 + size > bytes.length) return undefined;
    // Chunks stand on even places; the last padding byte is sometimes forgotten.
    const end = Math.min(at + 8 + size + (size & 1), bytes.length);
    const type = latin1(bytes, at, at + 4);
    chunks.push({ type, bytes: bytes.subarray(at, end), content: bytes.subarray(at + 8, at + 8 + size) });
    at = end;
  }
  return chunks;
}

/** What a chunk calls itself, where that can be read. */
export const chunkName = (type: string): string => (/^[\w ]{4}$/.test(type) ? type.trim() : "?");
