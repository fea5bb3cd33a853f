import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Checkpoint } from "./chain.ts";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const line = z.strictObject({ day: z.iso.date(), seq: z.number().int().positive(), link: hash, seal: hash });

function path(dataDir: string, tenantId: string): string {
  return join(dataDir, "audit", `${tenantId}.jsonl`);
}

/** One line a day, outside the database: whoever cuts off the end of the chain there would have to reach this too. */
export function appendCheckpointFile(dataDir: string, tenantId: string, checkpoint: Checkpoint): void {
  mkdirSync(join(dataDir, "audit"), { recursive: true, mode: 0o700 });
  const file = openSync(path(dataDir, tenantId), "a", 0o600);
  try {
    writeSync(file, `${JSON.stringify(checkpoint)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** A file that is not there says nothing: another machine begins its own. */
export function readCheckpointFile(dataDir: string, tenantId: string): { checkpoints: Checkpoint[]; damaged: number } {
  let text = "";
  try {
    text = readFileSync(path(dataDir, tenantId), "utf8");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
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
