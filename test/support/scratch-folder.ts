import { chmodSync, existsSync, mkdtempSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder in memory, as Linux has it; in containers it may be tiny, then the disk does. */
const memory = "/dev/shm";
const enough = 3 * 1024 ** 3;

/**
 * A new folder for a database or a whole installation of a test, in memory where there is room: a test that kills
 * processes loses nothing of it, only a power cut would. As root PostgreSQL runs as another user, who has to walk in
 * here; where it could not, its cluster would lie elsewhere and be left there for ever.
 */
export function scratchFolder(name: string, where: "memory" | "disk" = "memory"): string {
  const dir = mkdtempSync(join(where === "memory" && hasRoom() ? memory : tmpdir(), `werkbote-${name}-`));
  chmodSync(dir, 0o755);
  return dir;
}

function hasRoom(): boolean {
  if (!existsSync(memory)) return false;
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > enough;
}
