import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { appendDurably, isAbsent, makeFolder } from "../platform/files/durable-file.ts";
import type { Checkpoint } from "./chain.ts";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const line = z.strictObject({ day: z.iso.date(), seq: z.number().int().positive(), link: hash, seal: hash });

function path(dataDir: string, tenantId: string, aside = ""): string {
  return join(dataDir, "audit", aside, `${tenantId}.jsonl`);
}

/** Puts the files of every business into a folder beside, unchanged. */
export function setAside(dataDir: string, folder: string): void {
  const audit = join(dataDir, "audit");
  const files = existsSync(audit) ? readdirSync(audit).filter((name) => name.endsWith(".jsonl")) : [];
  if (files.length === 0) return;
  mkdirSync(join(audit, folder), { mode: 0o700 });
  for (const name of files) renameSync(join(audit, name), join(audit, folder, name));
}

/** One line a day, outside the database: whoever cuts off the end of the chain there would have to reach this too. */
export function appendCheckpointFile(dataDir: string, tenantId: string, checkpoint: Checkpoint): void {
  makeFolder(join(dataDir, "audit"));
  // A leading line break heals a line that a crash cut off: it must not take this one along.
  appendDurably(path(dataDir, tenantId), `\n${JSON.stringify(checkpoint)}\n`);
}

/** A file that is not there says nothing: another machine begins its own. */
export function readCheckpointFile(
  dataDir: string,
  tenantId: string,
  aside?: string,
): { checkpoints: Checkpoint[]; damaged: number } {
  let text = "";
  try {
    text = readFileSync(path(dataDir, tenantId, aside), "utf8");
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
  const lines = text.split("\n").filter((one) => one !== "");
  const checkpoints = lines.flatMap((one) => {
    try {
      return [line.parse(JSON.parse(one))];
    } catch {
      return [];
    }
  });
  return { checkpoints, damaged: lines.length - checkpoints.length };
}
