import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { pipeline, Readable, Transform } from "node:stream";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { fileTrouble } from "../platform/files/file-trouble.ts";
import { About, Manifest, type Progress, readArchiveName } from "./archive.ts";
import type { BackupKey } from "./backup-key.adapter.ts";
import { sameManifest, Tally } from "./tally.adapter.ts";
import { type ReadPiece, readTar, wholeBody } from "./tar.adapter.ts";

const decompress = promisify(gunzip);

/** Who takes what an archive holds, in the order in which it lies there: all rows table by table, then the files. */
export interface Taker {
  about?(about: About): Promise<void>;
  rows?(table: string, bytes: Buffer): Promise<void>;
  /** Takes the whole body. */
  file?(name: string, body: AsyncIterable<Buffer>): Promise<void>;
}

/** A damaged archive, or one for another key. The message is the German sentence to show. */
export class BadArchive extends Error {}

const damaged = (path: string) =>
  new BadArchive(`Die Datei ${basename(path)} ist beschädigt oder abgeschnitten. Es wurde nichts geändert.`);

/** What the system does not let us read is no fault of the file, nor of the sheet; undefined where it lets us. */
function unreadable(error: unknown, path: string): BadArchive | undefined {
  const trouble = fileTrouble(error, path);
  return trouble === undefined ? undefined : new BadArchive(`${trouble} Es wurde nichts geändert.`);
}

/** Only its first entry: what the archive is. Quick, however large the file. */
export async function readAbout(path: string, key: BackupKey): Promise<About> {
  try {
    for await (const piece of readTar(await decrypted(path, key, () => {}))) return await aboutOf(piece);
  } catch (error) {
    throw error instanceof BadArchive ? error : (unreadable(error, path) ?? damaged(path));
  }
  throw damaged(path);
}

async function aboutOf(piece: ReadPiece): Promise<About> {
  if (piece.name !== "about.json") throw new Error("no archive");
  return About.parse(JSON.parse((await wholeBody(piece)).toString("utf8")));
}

/**
 * Reads an archive from end to end and compares everything with what its last entry says. age authenticates every
 * 64 KiB, so a flipped bit and a cut end are found here; counts and hashes find what was left out.
 */
export async function readArchive(path: string, key: BackupKey, taker: Taker, progress: Progress): Promise<Manifest> {
  const { size } = await stat(path);
  const tally = new Tally();
  let manifest: Manifest | undefined;
  let about: About | undefined;
  // What the taker throws is its own affair; everything else means that the file is not as it was written.
  let ours: { error: unknown } | undefined;
  const take = async (work: Promise<void> | undefined) => {
    try {
      await work;
    } catch (error) {
      ours = { error };
      throw error;
    }
  };
  try {
    for await (const piece of readTar(await decrypted(path, key, (done) => progress(done, size)))) {
      if (manifest) throw new Error("something follows the end");
      if (!about) {
        about = await aboutOf(piece);
        for (const { name } of about.tables) tally.table(name);
        await take(taker.about?.(about));
      } else if (piece.name === "manifest.json") {
        manifest = Manifest.parse(JSON.parse((await wholeBody(piece)).toString("utf8")));
      } else if (piece.name.startsWith("tables/")) {
        const [, table = ""] = piece.name.split("/");
        const bytes = await decompress(await wholeBody(piece));
        tally.rows(table, bytes);
        await take(taker.rows?.(table, bytes));
      } else {
        tally.file(piece.name, piece.size);
        const body = counted(piece.body, tally);
        if (taker.file) await take(taker.file(piece.name, body));
        for await (const _ of body);
      }
    }
  } catch (error) {
    if (ours) throw ours.error;
    throw error instanceof BadArchive ? error : (unreadable(error, path) ?? damaged(path));
  }
  if (!manifest || !sameManifest(manifest, tally.manifest())) throw damaged(path);
  return manifest;
}

async function* counted(body: AsyncIterable<Buffer>, tally: Tally): AsyncGenerator<Buffer> {
  for await (const chunk of body) {
    tally.fileBytes(chunk);
    yield chunk;
  }
}

async function decrypted(path: string, key: BackupKey, onRead: (bytes: number) => void): Promise<Readable> {
  const { Decrypter } = await import("age-encryption");
  const decrypter = new Decrypter();
  decrypter.addIdentity(key.secret);
  let read = 0;
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      read += chunk.length;
      onRead(read);
      done(null, chunk);
    },
  });
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  // Not `pipe`: whoever stops in the middle ends this, and the file has to close with it.
  const web = Readable.toWeb(pipeline(file, counting, () => {})) as ReadableStream<Uint8Array>;
  try {
    return Readable.fromWeb((await decrypter.decrypt(web)) as never);
  } catch (error) {
    file.destroy();
    throw unreadable(error, path) ?? (read === 0 ? damaged(path) : unopened(path, key));
  }
}

function unopened(path: string, key: BackupKey): BadArchive {
  const named = readArchiveName(basename(path));
  if (named?.keyId === key.id) return damaged(path);
  const wanted = named ? ` Nötig ist das Blatt mit der Kennung ${named.keyId}.` : "";
  return new BadArchive(
    `Das Wiederherstellungs-Blatt mit der Kennung ${key.id} öffnet ${basename(path)} nicht.${wanted} Es wurde nichts geändert.`,
  );
}
