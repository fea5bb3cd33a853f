import { createWriteStream, existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { uuid } from "../../contract/uuid.ts";
import { isProbe } from "../platform/files/data-folder.ts";
import { syncFolder } from "../platform/files/durable-file.ts";
import { forgetCluster } from "../platform/postgres/cluster-place.ts";
import { keyFiles } from "./archive.ts";

/** The data folder while a restore fills it. */
const marker = "restore-unfinished";
/** Names only of the shape we write: nothing in an archive may point out of the folder. */
const allowed = new RegExp(`^attachments/${uuid}/[0-9a-f]{2}/${uuid}(\\.[a-z0-9-]+)?$`);

/**
 * What lies in a data folder: a restore goes into an empty one only. The checkpoints of the audit may lie there; they
 * are the one thing of the lost machine that is worth bringing along, and no restore removes them. What a start that was
 * killed tried the folder with is nothing.
 */
export function whatLiesIn(dataDir: string): string[] {
  return existsSync(dataDir) ? readdirSync(dataDir).filter((name) => name !== "audit" && !isProbe(name)) : [];
}

/** The marker is on the disk before anything else is: after a power cut, half of a restore must not pass for a business. */
export function beginFolder(dataDir: string, sync = syncFolder): void {
  writeFileSync(join(dataDir, marker), "");
  sync(dataDir);
}

/** Every name that was put there is on the disk before the marker goes. */
export function finishFolder(dataDir: string, sync = syncFolder): void {
  for (const name of ["keys", "attachments"]) if (existsSync(join(dataDir, name))) syncAll(join(dataDir, name), sync);
  sync(dataDir);
  rmSync(join(dataDir, marker));
  sync(dataDir);
}

/** A folder with those below it, the lowest first. */
function syncAll(folder: string, sync: typeof syncFolder): void {
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) syncAll(join(folder, entry.name), sync);
  sync(folder);
}

/** After a restore that failed or was cut off: the folder was empty before, so everything in it is ours. */
export function emptyFolder(
  dataDir: string,
  remove = (path: string): void => rmSync(path, { recursive: true, force: true }),
  sync = syncFolder,
): void {
  forgetCluster(dataDir);
  // The marker goes last: what is left by a kill or a power cut in between would pass for a business.
  for (const name of whatLiesIn(dataDir)) if (name !== marker) remove(join(dataDir, name));
  sync(dataDir);
  remove(join(dataDir, marker));
}

export const isUnfinished = (dataDir: string): boolean => existsSync(join(dataDir, marker));

/** A restore that was cut off left half a business behind; nothing may start on it. */
export function assertFinished(dataDir: string): void {
  if (isUnfinished(dataDir))
    throw new Error(
      `In ${dataDir} liegt eine angefangene Wiederherstellung. Stellen Sie noch einmal wieder her; was davon da ist, wird dabei gelöscht.`,
    );
}

/** Puts a file of an archive where it belongs. */
export async function putFile(dataDir: string, name: string, body: AsyncIterable<Buffer>): Promise<void> {
  const isKey = keyFiles.some((one) => name === `keys/${one}`);
  if (!isKey && !allowed.test(name)) throw new Error("a file with a strange name");
  const path = join(dataDir, name);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await pipeline(Readable.from(body), createWriteStream(path, { mode: 0o600, flags: "wx" }));
  const file = await open(path, "r");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
