import { createReadStream, createWriteStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { makeFolder, renameDurably } from "../platform/files/durable-file.ts";
import { type About, unfinished } from "./archive.ts";
import { Tally } from "./tally.adapter.ts";
import { type Piece, writeTar } from "./tar.adapter.ts";

const compress = promisify(gzip);
const chunkSize = 1 << 20;

/** What is to be written: rows as streams, one after the other, then files. */
export interface Contents {
  readonly about: About;
  readonly rows: () => AsyncIterable<{ table: string; part: string; stream: Readable }>;
  readonly files: () => AsyncIterable<FileToKeep>;
  /** Called with the bytes just read. */
  readonly onBytes: (source: "rows" | "files", bytes: number) => void;
}

/** A file of the data folder by its path, or bytes that were read already. */
export type FileToKeep = { readonly name: string } & ({ readonly path: string } | { readonly bytes: Buffer });

export interface Written {
  readonly bytes: number;
  readonly rows: number;
  readonly files: number;
}

/**
 * Writes one encrypted archive: under another name, fsync, then the right name. Whenever this is interrupted there is
 * either a whole archive or none; a half file is removed, or carries a name that no restore takes.
 * Memory: about one chunk, whatever the size of the data.
 */
export async function writeArchive(path: string, recipient: string, contents: Contents): Promise<Written> {
  const tally = new Tally();
  const temporary = path + unfinished;
  try {
    makeFolder(dirname(path));
    const { Encrypter } = await import("age-encryption");
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    const plain = Readable.from(writeTar(pieces(contents, tally)), { objectMode: false, highWaterMark: chunkSize });
    const sealed = await encrypter.encrypt(Readable.toWeb(plain) as ReadableStream<Uint8Array>);
    const count = { bytes: 0 };
    const counting = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        count.bytes += chunk.length;
        done(null, chunk);
      },
    });
    await pipeline(Readable.fromWeb(sealed as never), counting, createWriteStream(temporary, { mode: 0o600 }));
    await renameDurably(temporary, path);
    const { tables, files } = tally.manifest();
    return {
      bytes: count.bytes,
      rows: Object.values(tables).reduce((sum, table) => sum + table.count, 0),
      files: files.count,
    };
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw withPath(error, path);
  }
}

/** Whoever writes on in an open file hears that there is no room, and not on which disk. */
function withPath(error: unknown, path: string): unknown {
  const isFull = error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
  return isFull && !("path" in error) ? Object.assign(error, { path }) : error;
}

async function* pieces({ about, rows, files, onBytes }: Contents, tally: Tally): AsyncGenerator<Piece> {
  yield small("about.json", JSON.stringify(about));
  for (const { name } of about.tables) tally.table(name);
  for await (const { table, part, stream } of rows()) {
    let number = 0;
    for await (const chunk of inChunks(stream)) {
      tally.rows(table, chunk);
      onBytes("rows", chunk.length);
      number += 1;
      const body = await compress(chunk, { level: 1 });
      const name = `tables/${table}/${part}/${String(number).padStart(6, "0")}.gz`;
      yield { name, size: body.length, body: [body] };
    }
  }
  for await (const file of files()) {
    const { name } = file;
    const size = "bytes" in file ? file.bytes.length : (await stat(file.path).catch(() => undefined))?.size;
    // Erased between listing and reading: then it does not belong into the archive either.
    if (size === undefined) continue;
    tally.file(name, size);
    const source = "bytes" in file ? [file.bytes] : createReadStream(file.path, { highWaterMark: chunkSize });
    const body = counted(source, (bytes) => {
      tally.fileBytes(bytes);
      onBytes("files", bytes.length);
    });
    yield { name, size, body };
  }
  yield small("manifest.json", JSON.stringify(tally.manifest()));
}

function small(name: string, text: string): Piece {
  const body = Buffer.from(text);
  return { name, size: body.length, body: [body] };
}

async function* inChunks(source: Readable): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let size = 0;
  for await (const part of source as AsyncIterable<Buffer>) {
    parts.push(part);
    size += part.length;
    if (size < chunkSize) continue;
    yield Buffer.concat(parts);
    parts = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(parts);
}

async function* counted(
  source: Iterable<Buffer> | AsyncIterable<Buffer>,
  look: (bytes: Buffer) => void,
): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    look(chunk);
    yield chunk;
  }
}
