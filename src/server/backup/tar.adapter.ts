import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { extract } from "tar-stream";

/** A named piece of an archive on its way in. */
export interface Piece {
  readonly name: string;
  readonly size: number;
  readonly body: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

const block = 512;
const epoch = "00000000000\0";

/** POSIX ustar, just enough for plain files; any tar program reads the result. */
export async function* writeTar(pieces: AsyncIterable<Piece>): AsyncGenerator<Uint8Array> {
  for await (const { name, size, body } of pieces) {
    yield header(name, size);
    let written = 0;
    for await (const chunk of body) {
      written += chunk.length;
      yield chunk;
    }
    if (written !== size) throw new Error("a piece of the archive changed while it was read");
    yield Buffer.alloc((block - (size % block)) % block);
  }
  yield Buffer.alloc(2 * block);
}

function header(name: string, size: number): Buffer {
  const bytes = Buffer.alloc(block);
  if (name.length > 100) throw new Error("name too long for tar");
  bytes.write(name, 0, "ascii");
  bytes.write("0000600\x000000000\x000000000\0", 100, "ascii");
  bytes.write(`${size.toString(8).padStart(11, "0")}\0${epoch}        0`, 124, "ascii");
  bytes.write("ustar\x0000", 257, "ascii");
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  bytes.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "ascii");
  return bytes;
}

/** A piece on its way out; its body must be read before the next one comes. */
export interface ReadPiece {
  readonly name: string;
  readonly size: number;
  readonly body: AsyncIterable<Buffer>;
}

/** The pieces of a tar in order. Errors of the source come out here. */
export async function* readTar(source: Readable): AsyncGenerator<ReadPiece> {
  const reader = extract();
  const fed = pipeline(source, reader);
  // Said again below, where somebody listens.
  fed.catch(() => {});
  for await (const entry of reader)
    yield { name: entry.header.name, size: entry.header.size ?? 0, body: entry as AsyncIterable<Buffer> };
  await fed;
}

export async function wholeBody(piece: ReadPiece): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of piece.body) parts.push(part);
  return Buffer.concat(parts);
}
