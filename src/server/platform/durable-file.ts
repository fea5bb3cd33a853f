import fs from "node:fs";
import { open, rename } from "node:fs/promises";
import { dirname } from "node:path";

/** What is asked of the disk, in this order, for a file to be there after a power cut. */
type Disk = Pick<typeof fs, "openSync" | "writeSync" | "fsyncSync" | "closeSync" | "chmodSync" | "renameSync">;

/**
 * Temporary file, fsync, rename, fsync of the folder: a power cut leaves the old or the new text, never half of one,
 * and after this has returned only the new one. For the owner only.
 */
export function writeDurably(path: string, text: string, disk: Disk = fs): void {
  const temporary = `${path}.new`;
  withOpen(disk, temporary, "w", (file) => {
    // A disk may take less than it was given.
    for (let rest = Buffer.from(text); rest.length > 0; ) rest = rest.subarray(disk.writeSync(file, rest));
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

function withOpen(disk: Disk, path: string, flags: string, work: (file: number) => void): void {
  const file = disk.openSync(path, flags, 0o600);
  try {
    work(file);
  } finally {
    disk.closeSync(file);
  }
}

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
