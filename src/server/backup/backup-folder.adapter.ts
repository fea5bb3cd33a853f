import { opendir, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { isAbsent } from "../platform/files/durable-file.ts";
import { keyFiles, outdated, readArchiveName, unfinished } from "./archive.ts";
import type { FileToKeep } from "./write-archive.adapter.ts";

/** What lies in the folder of the backups, and what of the data folder goes into them. */
export interface KeptArchive {
  readonly name: string;
  readonly path: string;
  readonly madeAt: string;
  readonly keyId: string;
  readonly bytes: number;
}

/** For what may be gone between two looks; whatever else went wrong is not the same as that. */
function unlessAbsent<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (!isAbsent(error)) throw error;
    return instead;
  };
}

/** Newest first. A folder that is not there holds none; one that cannot be read is an error. */
export async function listArchives(dir: string): Promise<KeptArchive[]> {
  const names = await readdir(dir).catch(unlessAbsent<string[]>([]));
  const found = names.flatMap((name) => readArchiveName(name) ?? []);
  const kept = await Promise.all(
    found.map(async (file) => {
      const path = join(dir, file.name);
      // Taken away between the two looks: then it is none any more.
      const size = (await stat(path).catch(unlessAbsent(undefined)))?.size;
      return size === undefined ? [] : [{ ...file, path, bytes: size }];
    }),
  );
  return kept.flat().sort((a, b) => b.madeAt.localeCompare(a.madeAt));
}

/** For whoever tells of them: undefined while nobody can read there, a drive that went or a right that is missing. */
export async function showArchives(dir: string): Promise<KeptArchive[] | undefined> {
  return await listArchives(dir).catch((error: unknown) => {
    if (error instanceof Error && "syscall" in error) return undefined;
    throw error;
  });
}

/** By their names alone, the latest moment of the archives in a folder; "" where there is none. */
export async function latestMoment(dir: string): Promise<string> {
  const names = await readdir(dir).catch(() => []);
  const moments = names.flatMap((name) => readArchiveName(name)?.madeAt ?? []);
  return moments.sort().at(-1) ?? "";
}

/** Removes archives past their time and what a killed process left half written. */
export async function tidy(dir: string, now: Date): Promise<void> {
  const names = await readdir(dir).catch(() => []);
  const half = names.filter((name) => name.endsWith(unfinished) && readArchiveName(name.slice(0, -unfinished.length)));
  for (const name of [...outdated(names, now), ...half]) await rm(join(dir, name), { force: true });
}

/** Every sealed file, as it is called in the archive; what is still being written is left out. */
export async function* sealedFiles(
  dataDir: string,
  folder = "attachments",
): AsyncGenerator<FileToKeep & { path: string }> {
  const place = join(dataDir, folder);
  const entries = await opendir(place).catch(() => undefined);
  if (!entries) return;
  for await (const entry of entries) {
    if (entry.isDirectory()) yield* sealedFiles(dataDir, `${folder}/${entry.name}`);
    else if (entry.isFile() && !entry.name.endsWith(".tmp"))
      yield { name: `${folder}/${entry.name}`, path: join(place, entry.name) };
  }
}

export async function sealedBytes(dataDir: string): Promise<number> {
  let total = 0;
  for await (const { path } of sealedFiles(dataDir)) total += (await stat(path).catch(() => undefined))?.size ?? 0;
  return total;
}

/** The key files as they are right now; whoever erased nobody yet has no ledger. */
export async function readKeyFiles(dataDir: string): Promise<{ name: string; bytes: Buffer }[]> {
  const dir = join(dataDir, "keys");
  const there = await readdir(dir);
  return await Promise.all(
    keyFiles
      .filter((name) => there.includes(name))
      .map(async (name) => ({ name: `keys/${name}`, bytes: await readFile(join(dir, name)) })),
  );
}

/** Whether two folders lie on the same disk: then one defect takes both. */
export async function onSameDisk(a: string, b: string): Promise<boolean> {
  const device = async (path: string) => (await stat(path).catch(() => undefined))?.dev;
  const [one, other] = await Promise.all([device(a), device(b)]);
  return one !== undefined && one === other;
}
