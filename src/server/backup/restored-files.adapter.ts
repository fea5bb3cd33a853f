import { createWriteStream, existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { uuid } from "../../contract/uuid.ts";
import { forgetCluster } from "../platform/cluster-place.ts";
import { keyFiles } from "./archive.ts";

/** The data folder while a restore fills it. */
const marker = "restore-unfinished";
/** Names only of the shape we write: nothing in an archive may point out of the folder. */
const allowed = new RegExp(`^attachments/${uuid}/[0-9a-f]{2}/${uuid}(\\.[a-z0-9-]+)?$`);

/**
 * What lies in a data folder: a restore goes into an empty one only. The checkpoints of the audit may lie there; they
 * are the one thing of the lost machine that is worth bringing along, and no restore removes them.
 */
export function whatLiesIn(dataDir: string): string[] {
  return existsSync(dataDir) ? readdirSync(dataDir).filter((name) => name !== "audit") : [];
}

export function beginFolder(dataDir: string): void {
  writeFileSync(join(dataDir, marker), "");
}

export function finishFolder(dataDir: string): void {
  rmSync(join(dataDir, marker));
}

/** After a restore that failed or was cut off: the folder was empty before, so everything in it is ours. */
export function emptyFolder(
  dataDir: string,
  remove = (path: string): void => rmSync(path, { recursive: true, force: true }),
): void {
  forgetCluster(dataDir);
  // The marker goes last: what is left by a kill in between would pass for a business.
  const rest = whatLiesIn(dataDir).filter((name) => name !== marker);
  for (const name of [...rest, marker]) remove(join(dataDir, name));
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
  await file.sync();
  await file.close();
}
