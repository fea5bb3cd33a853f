import { access, constants, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isUuid, uuid } from "../../contract/uuid.ts";
import { makeFolder, renameDurably } from "../platform/files/durable-file.ts";
import { inTurn } from "../platform/jobs/overlap.ts";
import { Problem } from "../platform/problem.ts";
import { Unreadable } from "../platform/seal.ts";

/**
 * Sealed files on disk: <dataDir>/attachments/<tenant>/<two hex>/<id>. Every part of a path is an id we made and
 * check again here; nothing a person typed ever becomes part of one (V36, V42).
 */
const ours = new RegExp(`^(${uuid})(\\.thumb|\\.in|\\.letter|\\.block-\\d{1,3})?(\\.tmp)?$`);

/**
 * `content` and `thumbnail` belong to a stored file; `incoming` waits for its message, `block-3` for the other
 * blocks of its file (see the web chat); `letter` is what a commercial letter keeps of a file whose message is gone.
 */
export type Part = "content" | "thumbnail" | "incoming" | "letter" | `block-${number}`;

function endingOf(part: Part): string {
  if (part === "content") return "";
  if (part === "thumbnail") return ".thumb";
  if (part === "incoming") return ".in";
  if (part === "letter") return ".letter";
  if (!/^block-\d{1,3}$/.test(part)) throw new Error("not a part");
  return `.${part}`;
}

export interface VaultFile {
  readonly id: string;
  readonly part: "content" | "thumbnail" | "incoming" | "letter" | "block" | "temporary";
  readonly path: string;
  readonly changedAt: Date;
}

function place(dataDir: string, tenantId: string, id: string): { folder: string; base: string } {
  if (!isUuid(tenantId) || !isUuid(id)) throw new Error("not an id");
  // The last two digits: the first ones of a UUIDv7 are time and would put everything into one folder.
  return { folder: join(dataDir, "attachments", tenantId, id.slice(-2)), base: id };
}

/**
 * Durable when this resolves; throws `no-place` where the folder takes no file. A killed process leaves a whole file or none, a full disk nothing that takes its last room.
 * Whoever did not wait for the answer sends the same once more: the two are written one after the other.
 */
export async function writeSealed(dataDir: string, tenantId: string, id: string, part: Part, sealed: Uint8Array) {
  const { folder, base } = place(dataDir, tenantId, id);
  const path = join(folder, base + endingOf(part));
  try {
    makeFolder(folder);
    await inTurn(path, () => write(path, sealed));
  } catch (error) {
    throw isClosed(error) ? new Problem("no-place", { retryAfterSeconds: 30 }) : error;
  }
}

/** The folder takes no file: of somebody else, mounted to be read only, a disk that fails. */
const isClosed = (error: unknown): boolean =>
  error instanceof Error && "code" in error && /^(EACCES|EPERM|EROFS|ENOTDIR|EIO)$/.test(String(error.code));

async function write(path: string, sealed: Uint8Array): Promise<void> {
  const temporary = `${path}.tmp`;
  try {
    await writeFile(temporary, sealed, { mode: 0o600 });
    await renameDurably(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
}

/** The folder in which no file can be kept, as one German sentence that says what to do; undefined: all find their place. */
export async function vaultTrouble(dataDir: string, tenantIds: readonly string[]): Promise<string | undefined> {
  const root = join(dataDir, "attachments");
  for (const folder of [root, ...tenantIds.map((id) => join(root, id))])
    try {
      await access(folder, constants.W_OK | constants.X_OK);
    } catch (error) {
      // What is not there yet is made.
      if (!isAbsent(error)) return noPlace(folder);
    }
  return undefined;
}

const noPlace = (folder: string): string =>
  `In ${folder} lässt sich nichts ablegen: Fotos und Dateien kommen nicht an. Bitte den Ordner beschreibbar machen und dem Benutzer geben, unter dem Werkbote läuft (chown -R); danach geht es von selbst weiter.`;

/** The sealed bytes, undefined when there is no such file. */
export async function readSealed(
  dataDir: string,
  tenantId: string,
  id: string,
  part: Part,
): Promise<Buffer | undefined> {
  const { folder, base } = place(dataDir, tenantId, id);
  try {
    return await readFile(join(folder, base + endingOf(part)));
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** Whether there is such a file, without reading it. */
export async function isSealed(dataDir: string, tenantId: string, id: string, part: Part): Promise<boolean> {
  const { folder, base } = place(dataDir, tenantId, id);
  try {
    await stat(join(folder, base + endingOf(part)));
    return true;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}

/** Which of these stored files the disk has lost. */
export async function lostFiles(
  dataDir: string,
  tenantId: string,
  ids: readonly string[],
  part: Part = "content",
): Promise<string[]> {
  const lost: string[] = [];
  for (const id of ids) if (!(await isSealed(dataDir, tenantId, id, part))) lost.push(id);
  return lost;
}

/** Removes one part; a part that is not there is fine. */
export async function removeSealed(dataDir: string, tenantId: string, id: string, part: Part): Promise<void> {
  const { folder, base } = place(dataDir, tenantId, id);
  await rm(join(folder, base + endingOf(part)), { force: true });
}

/**
 * How many blocks of unfinished uploads lie here. `startsLike`: only of uploads in the folder of this id whose ids
 * begin like it.
 */
export async function countSealedBlocks(
  dataDir: string,
  tenantId: string,
  startsLike?: { readonly id: string; readonly signs: number },
): Promise<number> {
  if (!isUuid(tenantId)) throw new Error("not an id");
  const root = join(dataDir, "attachments", tenantId);
  const folders = startsLike === undefined ? await namesIn(root) : [startsLike.id.slice(-2)];
  const beginning = startsLike?.id.slice(0, startsLike.signs) ?? "";
  let count = 0;
  for (const folder of folders)
    for (const name of await namesIn(join(root, folder)))
      if (name.startsWith(beginning) && /\.block-\d{1,3}$/.test(name)) count += 1;
  return count;
}

/** Every file of a tenant, for the sweeper. Names that are not ours are skipped. */
export async function* listSealed(dataDir: string, tenantId: string): AsyncGenerator<VaultFile> {
  if (!isUuid(tenantId)) throw new Error("not an id");
  const root = join(dataDir, "attachments", tenantId);
  for (const folder of await namesIn(root)) {
    for (const name of await namesIn(join(root, folder))) {
      const found = ours.exec(name);
      if (!found?.[1]) continue;
      const path = join(root, folder, name);
      const changed = await stat(path).catch(() => undefined);
      if (changed === undefined) continue;
      const part = found[3] ? "temporary" : partOf(found[2]);
      yield { id: found[1], part, path, changedAt: changed.mtime };
    }
  }
}

function partOf(ending: string | undefined): VaultFile["part"] {
  if (ending === undefined) return "content";
  if (ending === ".thumb") return "thumbnail";
  if (ending === ".letter") return "letter";
  return ending === ".in" ? "incoming" : "block";
}

export async function removePath(file: VaultFile): Promise<void> {
  await rm(file.path, { force: true });
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

/** What the disk has damaged is as good as lost: whoever came for it is told so, and what waits behind it goes on. */
export async function unlessDamaged<T>(read: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Unreadable || isUnreadable(error)) return undefined;
    throw error;
  }
}

/** The file is there, and the disk does not give it, or not to this user: to wait for it would be to wait for a person. */
const isUnreadable = (error: unknown): boolean =>
  error instanceof Error && "code" in error && /^(EIO|EACCES|EPERM)$/.test(String(error.code));

function isAbsent(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
