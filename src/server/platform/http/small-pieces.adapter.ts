import { Readable } from "node:stream";

/**
 * What somebody collects once (an answer, a large invoice): a file goes into the line no faster than it is taken out at
 * the other end, so that what is done after the last piece is not done while the first one is under way. A stream of
 * objects would take sixteen pieces at once, a piece of megabytes all of them.
 */
const pieceBytes = 32 * 1024;

export async function* inSmallPieces(blocks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const block of blocks) {
    const bytes = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
    for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
  }
}

export const inStep = (pieces: AsyncIterable<Buffer>): Readable =>
  Readable.from(pieces, { objectMode: false, highWaterMark: 1 });
