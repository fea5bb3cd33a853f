import fs from "node:fs";
import { open, rename } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/** What is asked of the disk, in this order, for a file to be there after a power cut. */
type Disk = Pick<
  typeof fs,
  | "openSync"
  | "writeSync"
  | "fsyncSync"
  | "closeSync"
  | "chmodSync"
  | "renameSync"
  | "mkdirSync"
  | "statSync"
  | "existsSync"
>;

/**
 * Temporary file, fsync, rename, fsync of the folder: a power cut leaves the old or the new text, never half of one,
 * and after this has returned only the new one. For the owner only.
 */
export function writeDurably(path: string, text: string, disk: Disk = fs): void {
  const temporary = `${path}.new`;
  withOpen(disk, temporary, "w", (file) => {
    writeAll(disk, file, text);
    disk.fsyncSync(file);
  });
  disk.chmodSync(temporary, 0o600);
  disk.renameSync(temporary, path);
  syncFolder(dirname(path), disk);
}

/** What was made, renamed or removed in a folder is so after a power cut, too, once this has returned. */
export function syncFolder(path: string, disk: Disk = fs): void {
  withOpen(disk, path, "r", (folder) => disk.fsyncSync(folder));
}

/** What the system refuses at an open file it says without a name: whoever has to make room wants to know where. */
function withOpen(disk: Disk, path: string, flags: string, work: (file: number) => void): void {
  const file = disk.openSync(path, flags, 0o600);
  try {
    work(file);
  } catch (error) {
    throw error instanceof Error && "syscall" in error && !("path" in error) ? Object.assign(error, { path }) : error;
  } finally {
    disk.closeSync(file);
  }
}

/** One text more at the end of a file, which is made where there is none. Durable when this returns. */
export function appendDurably(path: string, text: string, disk: Disk = fs): void {
  withOpen(disk, path, "a", (file) => {
    writeAll(disk, file, text);
    disk.fsyncSync(file);
  });
  syncFolder(dirname(path), disk);
}

/** A disk may take less than it was given. */
function writeAll(disk: Disk, file: number, text: string): void {
  for (let rest = Buffer.from(text); rest.length > 0; ) rest = rest.subarray(disk.writeSync(file, rest));
}

/**
 * A folder for the owner only, with those above it that are missing. Each that was made is known to the one above it once
 * this has returned: what is made durable in a folder is gone after a power cut where the folder is.
 */
export function makeFolder(path: string, disk: Disk = fs): void {
  const folder = resolve(path);
  const above = dirname(folder);
  try {
    disk.mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (disk.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
    // Not `recursive`: where nothing can be made though what is above is there (/proc, a mount that went), Node never ends.
    if (!isAbsent(error) || disk.existsSync(above)) throw error;
    makeFolder(above, disk);
    makeFolder(folder, disk);
    return;
  }
  syncFolder(above, disk);
}

export const isAbsent = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ENOENT";

/** The same end for what was written piece by piece: the whole file under its name, or none. Durable when this resolves. */
export async function renameDurably(temporary: string, path: string): Promise<void> {
  await sync(temporary);
  await rename(temporary, path);
  await sync(dirname(path));
}

async function sync(path: string): Promise<void> {
  const file = await open(path, "r");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
