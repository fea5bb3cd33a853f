import { chmodSync, closeSync, fsyncSync, openSync, renameSync, writeSync } from "node:fs";

/** Temporary file, fsync, rename: a power cut leaves the old or the new text, never half of one. For the owner only. */
export function writeDurably(path: string, text: string): void {
  const temporary = `${path}.new`;
  const file = openSync(temporary, "w", 0o600);
  writeSync(file, text);
  fsyncSync(file);
  closeSync(file);
  chmodSync(temporary, 0o600);
  renameSync(temporary, path);
}
