import { statfsSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "../clock.ts";
import { hour } from "../instant.ts";

/** PostgreSQL stops altogether when it cannot add a segment of its log, and a segment has 16 MB. */
const neededBytes = 20 * 1024 * 1024;

/** True when so little room is left beside the data that PostgreSQL may have stopped because of it. */
export function isRoomGone(dataDir: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dataDir);
    return bavail * bsize < neededBytes;
  } catch {
    return false;
  }
}

/**
 * Tells whoever looks at the terminal that the disk is full: once an hour, however many requests fail of it.
 * @returns call it for each of them
 */
export function createDiskFullNotice(clock: Clock, dataDir: string, isGone = isRoomGone): () => void {
  let quietUntil = 0;
  return () => {
    const now = clock.now().getTime();
    if (now < quietUntil) return;
    quietUntil = now + hour;
    // They may lie on a disk of their own.
    const files = join(dataDir, "attachments");
    const full = !isGone(dataDir) && isGone(files) ? files : dataDir;
    process.stderr.write(
      `Der Datenträger mit ${full} ist voll: Werkbote kann nichts speichern. Was schon da war, bleibt. Bitte Platz schaffen; danach geht es von selbst weiter.\n`,
    );
  };
}
