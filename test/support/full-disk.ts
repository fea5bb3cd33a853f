import fs, { type PathLike } from "node:fs";
import promises from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { onTestFinished } from "vitest";

type Options = Exclude<Parameters<typeof fs.createWriteStream>[1], string | undefined>;

/**
 * A disk that is full after so many bytes: for streams that write to files named so, until the answer is called.
 * What fitted in lies there, as it would on a real one.
 */
export function fullDisk(named: (path: string) => boolean, room: number): () => void {
  const { createWriteStream } = fs;
  let left = room;
  const write = (file: number, bytes: Buffer, from: number, length: number, at: number | undefined, told: Told) => {
    left -= length;
    if (left >= 0) fs.write(file, bytes, from, length, at ?? null, told);
    else
      told(
        Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC", syscall: "write" }),
        0,
        bytes,
      );
  };
  const narrow = (path: PathLike, options: Options) =>
    named(String(path))
      ? createWriteStream(path, { ...options, fs: { open: fs.open, close: fs.close, write: write as typeof fs.write } })
      : createWriteStream(path, options);
  fs.createWriteStream = narrow as typeof createWriteStream;
  syncBuiltinESMExports();
  return () => {
    fs.createWriteStream = createWriteStream;
    syncBuiltinESMExports();
  };
}

/** Every disk says that so many bytes are free, until the answer is called; at the latest until the test is over. */
export function roomLeft(bytes: number): () => void {
  const { statfs } = promises;
  promises.statfs = (() => Promise.resolve({ bavail: bytes, bsize: 1 })) as never;
  syncBuiltinESMExports();
  const restore = () => {
    promises.statfs = statfs;
    syncBuiltinESMExports();
  };
  // A test that fails before it calls it would fill the disk of all that come after it in this process.
  onTestFinished(restore);
  return restore;
}

type Told = (error: NodeJS.ErrnoException | null, written: number, bytes: Buffer) => void;
