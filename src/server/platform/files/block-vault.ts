import { createHash } from "node:crypto";
import { type FileHandle, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { isUuid } from "../../../contract/uuid.ts";
import { makeFolder, renameDurably } from "./durable-file.ts";
import { assertRoom } from "./room.adapter.ts";

// Large files made for handing over, on disk: <dataDir>/<shelf>/<tenant>/<id>, in blocks that are sealed one by one, so
// that neither making nor handing over needs the whole in memory. They are not among the attachments: no backup takes
// them along.

const blockBytes = 1 << 20;

/** `packets`: answers to people (DS-3); `exports`: everything of the business, for the owner. */
type Shelf = "packets" | "exports";

export interface Lying {
  readonly dataDir: string;
  readonly shelf: Shelf;
  readonly tenantId: string;
  readonly id: string;
}

/** Seals or opens block `n` of a file. */
export type BlockSeal = (n: number, bytes: Uint8Array) => Buffer;

function place({ dataDir, shelf, tenantId, id }: Lying): { folder: string; path: string } {
  if (!isUuid(tenantId) || !isUuid(id)) throw new Error("not an id");
  const folder = join(dataDir, shelf, tenantId);
  return { folder, path: join(folder, id) };
}

/**
 * Writes a file in sealed blocks of a mebibyte, whole or not at all.
 * @returns size and SHA-256 of what was sealed
 * @throws Problem no-room before it takes what the database needs: what is written here may be as large as everything there is
 */
export async function writeBlocks(
  where: Lying,
  content: AsyncIterable<Uint8Array>,
  seal: BlockSeal,
): Promise<{ bytes: number; hash: Buffer }> {
  const { folder, path } = place(where);
  makeFolder(folder);
  try {
    const written = await writeTo(`${path}.tmp`, where.dataDir, content, seal);
    await renameDurably(`${path}.tmp`, path);
    return written;
  } catch (error) {
    await rm(`${path}.tmp`, { force: true }).catch(() => {});
    throw error;
  }
}

async function writeTo(path: string, dataDir: string, content: AsyncIterable<Uint8Array>, seal: BlockSeal) {
  const file = await open(path, "w", 0o600);
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    let n = 0;
    for await (const block of blocksOf(content)) {
      await assertRoom(dataDir, block.length);
      hash.update(block);
      bytes += block.length;
      const sealed = seal(n, block);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(sealed.length);
      await file.writeFile(Buffer.concat([length, sealed]));
      n += 1;
    }
  } finally {
    await file.close();
  }
  return { bytes, hash: hash.digest() };
}

async function* blocksOf(content: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const piece of content) {
    held.push(piece);
    size += piece.length;
    if (size < blockBytes) continue;
    yield Buffer.concat(held);
    held = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(held);
}

/**
 * The bytes of a file, block by block. Ends early, with an error, where a block is missing or was changed.
 * @param part from one byte up to and with another; what lies before is passed over without being opened
 */
export async function* readBlocks(
  where: Lying,
  bytes: number,
  openBlock: BlockSeal,
  { from, to } = { from: 0, to: bytes - 1 },
): AsyncGenerator<Buffer> {
  const file = await open(place(where).path, "r");
  try {
    let at = 0;
    let read = 0;
    // The seal adds the same to every block; the first one tells how much.
    let seal: number | undefined;
    for (let n = 0; read <= to; n += 1) {
      const length = (await exactly(file, 4, at)).readUInt32BE();
      if (length > blockBytes * 64) throw new Error("a block is too long");
      const before = read;
      if (seal !== undefined && read + length - seal <= from) read += length - seal;
      else {
        const block = openBlock(n, await exactly(file, length, at + 4));
        seal = length - block.length;
        read += block.length;
        if (read > from) yield block.subarray(Math.max(0, from - before), to + 1 - before);
      }
      at += 4 + length;
    }
  } finally {
    await file.close();
  }
}

async function exactly(file: FileHandle, length: number, at: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, at);
  if (bytesRead !== length) throw new Error("a file of blocks ends too soon");
  return buffer;
}

/** Removes a file, half-written or whole; one that is not there is fine. */
export async function removeBlocks(where: Lying): Promise<void> {
  const { path } = place(where);
  await rm(path, { force: true });
  await rm(`${path}.tmp`, { force: true });
}

/** When something was last written of what lies here; undefined: nothing lies here. */
export async function blocksWrittenAt(where: Lying): Promise<Date | undefined> {
  const { path } = place(where);
  const found = await Promise.all([path, `${path}.tmp`].map((one) => stat(one).catch(() => undefined)));
  return found.flatMap((one) => one?.mtime ?? []).toSorted((a, b) => b.getTime() - a.getTime())[0];
}

/** Ids of what lies on a shelf, half-written files too. */
export async function listBlocks({ dataDir, shelf, tenantId }: Omit<Lying, "id">): Promise<string[]> {
  const names = await readdir(place({ dataDir, shelf, tenantId, id: tenantId }).folder).catch(() => []);
  return [...new Set(names.map((name) => name.replace(/\.tmp$/, "")))].filter((name) => isUuid(name));
}
