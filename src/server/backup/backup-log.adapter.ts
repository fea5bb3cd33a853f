import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Words } from "../../contract/words.ts";
import { writeDurably } from "../platform/files/durable-file.ts";

/**
 * What became of the last backups and drills, in a file beside the data: a restored database must not tell of
 * archives that lie on another machine, and a full or broken backup folder cannot be told in itself.
 */
const Run = z.object({
  at: z.iso.datetime(),
  seconds: z.number(),
  /** Null: it did not come to be, and `problem` says why. */
  archive: z.string().nullable(),
  rows: z.number(),
  files: z.number(),
  bytes: z.number(),
  problem: z.string().nullable(),
  /** The same in English, for the page. */
  problemEn: z.string().nullable().default(null),
});
export type Run = z.infer<typeof Run>;

const Drill = z.object({
  at: z.iso.datetime(),
  seconds: z.number(),
  archive: z.string().nullable(),
  result: z.enum(["green", "red", "not-possible"]),
  /** German, for the page. */
  says: z.string(),
});
export type Drill = z.infer<typeof Drill>;

const Log = z.object({ runs: z.array(Run), drills: z.array(Drill) });
const most = { runs: 60, drills: 20 };

const place = (dataDir: string) => join(dataDir, "backup-log.json");

/** Newest first. */
export function readBackupLog(dataDir: string): z.infer<typeof Log> {
  if (!existsSync(place(dataDir))) return { runs: [], drills: [] };
  return Log.parse(JSON.parse(readFileSync(place(dataDir), "utf8")));
}

/** A try that came to nothing, and why. */
export function failedRun(at: string, seconds: number, why: Words): Run {
  return { at, seconds, archive: null, rows: 0, files: 0, bytes: 0, problem: why.de, problemEn: why.en };
}

export function noteRun(dataDir: string, run: Run): void {
  const log = readBackupLog(dataDir);
  write(dataDir, { ...log, runs: [run, ...log.runs].slice(0, most.runs) });
}

export function noteDrill(dataDir: string, drill: Drill): void {
  const log = readBackupLog(dataDir);
  write(dataDir, { ...log, drills: [drill, ...log.drills].slice(0, most.drills) });
}

function write(dataDir: string, log: z.infer<typeof Log>): void {
  mkdirSync(dataDir, { recursive: true });
  writeDurably(place(dataDir), `${JSON.stringify(log, null, 1)}\n`);
}
