import { z } from "zod";
import { day } from "../platform/instant.ts";

/**
 * What a backup is made of. Two files, both encrypted with age to the key on the recovery sheet, both a tar inside:
 * the archive (every table but the search index and the job queue, and the sealed files), kept for 30 days, and the
 * key file (key ring, wrapped keys of contacts, rooms and projects, ledger of erasures), which exists once, in its newest state. An old archive
 * is opened with today's keys, so whoever was erased since stays erased.
 */
export type ArchiveKind = "data" | "keys";

/** First entry of both files. */
export const About = z.object({
  format: z.literal(1),
  kind: z.enum(["data", "keys"]),
  madeAt: z.iso.datetime(),
  installationId: z.uuid(),
  demo: z.boolean(),
  /** The schema the rows are in: names of migrations with the digest of each. */
  migrations: z.array(z.object({ name: z.string(), digest: z.string() })),
  tables: z.array(z.object({ name: z.string().regex(/^[a-z_][a-z0-9_]*$/), columns: z.array(z.string()) })),
  sequences: z.array(z.object({ name: z.string().regex(/^[a-z_][a-z0-9_]*$/), last: z.number() })),
});
export type About = z.infer<typeof About>;

const Count = z.object({ count: z.number(), bytes: z.number(), sha256: z.string() });
export type Count = z.infer<typeof Count>;

/** Last entry: what was put in, so that whoever reads knows that nothing is missing. */
export const Manifest = z.object({ tables: z.record(z.string(), Count), files: Count });
export type Manifest = z.infer<typeof Manifest>;

/** What must never lie in an archive: there it would outlive an erasure. It travels in the key file. */
const keyTables: readonly string[] = ["contact_key", "team_key"];

export const belongsTo = (table: string): ArchiveKind => (keyTables.includes(table) ? "keys" : "data");

/**
 * Key files of a data folder, as they lie in `keys/`, the ledger of erasures among them. The password of the local
 * PostgreSQL is made anew elsewhere.
 */
export const keyFiles = [
  "root.key",
  "keyring.json",
  "backup.json",
  "erasures.jsonl",
  "removed-businesses.jsonl",
] as const;

export const keyFileName = "werkbote-schluessel.age";
/** Behind the name of a file that is being written; such a file is never a backup. */
export const unfinished = ".part";

const named = /^werkbote-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z-([0-9a-f]{8})\.age$/;

/** werkbote-2026-11-24T01-23-00Z-1a2b3c4d.age: when, and for which recovery sheet. */
export function archiveName(madeAt: Date, keyId: string): string {
  return `werkbote-${madeAt.toISOString().slice(0, 19).replaceAll(":", "-")}Z-${keyId}.age`;
}

export interface ArchiveFile {
  readonly name: string;
  readonly madeAt: string;
  readonly keyId: string;
}

/** Undefined when the name is not one of ours. */
export function readArchiveName(name: string): ArchiveFile | undefined {
  const found = named.exec(name);
  if (!found) return undefined;
  const [, date, hours, minutes, seconds, keyId = ""] = found;
  return { name, madeAt: `${date}T${hours}:${minutes}:${seconds}.000Z`, keyId };
}

const keptDays = 30;

/** The newest, of these newest first. One of a day that has not come yet was made by a clock that was wrong. */
export const newestOf = <T extends { readonly madeAt: string }>(archives: readonly T[], now: Date): T | undefined =>
  archives.find(({ madeAt }) => Date.parse(madeAt) <= now.getTime()) ?? archives[0];

/**
 * Names of archives that are thirty days older than the newest one. Not by the clock alone: set a year ahead for one
 * night, it would take all the others.
 */
export function outdated(names: readonly string[], now: Date): string[] {
  const files = names.flatMap((name) => readArchiveName(name) ?? []).sort((a, b) => b.madeAt.localeCompare(a.madeAt));
  const newest = newestOf(files, now);
  const before = newest === undefined ? 0 : Date.parse(newest.madeAt) - keptDays * day;
  return files.filter((file) => Date.parse(file.madeAt) < before).map((file) => file.name);
}

/** How far something is: bytes done of bytes in all, as far as they are known. */
export type Progress = (done: number, total: number) => void;
