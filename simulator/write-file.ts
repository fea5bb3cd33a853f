import { renameSync, writeFileSync } from "node:fs";

/**
 * Whole or not at all. Where the disk takes nothing more it stays as it was: what the platform knows by heart goes on
 * counting, and is written with the next change.
 */
export function writeWhole(path: string, text: string): void {
  try {
    writeFileSync(`${path}.new`, text, { mode: 0o600 });
    renameSync(`${path}.new`, path);
  } catch (error) {
    process.stderr.write(`Simulator: ${path} wird nicht geschrieben (${String(error)}).\n`);
  }
}
