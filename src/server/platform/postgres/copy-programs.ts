import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { lockPath } from "../files/data-folder.ts";

/**
 * Puts the programs of the embedded PostgreSQL where the user who runs it can reach them. Several services of one
 * machine may begin at once: one copies, and the others wait for what it makes.
 * @returns the folder with the whole of them
 */
export async function copyPrograms(packaged: string, folder: string): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(packaged, "../package.json"), "utf8"));
  const target = join(folder, `postgresql-${version}`);
  const mark = join(target, ".complete");
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  while (!existsSync(mark)) {
    const release = await lockPath(target);
    if (release === undefined) {
      await pause(100);
      continue;
    }
    try {
      if (!existsSync(mark)) copyWhole(packaged, target, mark);
    } finally {
      release();
    }
  }
  return target;
}

/** Half of them may lie there, of a start that was killed. */
function copyWhole(packaged: string, target: string, mark: string): void {
  rmSync(target, { recursive: true, force: true });
  cpSync(packaged, target, { recursive: true, verbatimSymlinks: true });
  writeFileSync(mark, "");
}
