import { existsSync, readFileSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { appendDurably, isAbsent, writeDurably } from "../platform/files/durable-file.ts";

/**
 * The audit of the installation itself, which belongs to no business: who was taken out of it and what went. Beside the keys
 * and with them in every backup, so that a restore takes the business out again. Ids and counts only.
 */
const Line = z.object({
  at: z.iso.datetime(),
  verb: z.enum(["begin-removal", "remove-business"]),
  tenantId: z.uuid(),
  rows: z.number().optional(),
  files: z.number().optional(),
});

const placeOf = (dataDir: string) => join(dataDir, "keys", "removed-businesses.jsonl");

/** Durable when this returns. */
export function noteRemoval(dataDir: string, line: z.infer<typeof Line>): void {
  // A leading line break heals a line that a crash cut off.
  appendDurably(placeOf(dataDir), `\n${JSON.stringify(line)}\n`);
}

/** Businesses whose removal has begun. */
export function readRemoved(dataDir: string): ReadonlySet<string> {
  const text = existsSync(placeOf(dataDir)) ? readFileSync(placeOf(dataDir), "utf8") : "";
  const lines = text.split("\n").flatMap((line) => Line.safeParse(parsed(line)).data ?? []);
  return new Set(lines.map(({ tenantId }) => tenantId));
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Where each business has a folder of its own, and the file of its audit checkpoints. */
const shelves = ["attachments", "packets", "exports"];

/**
 * Lists of the installation that name ids of every business: who was erased and what is held, what the disk has lost. A
 * restore asks for neither, because the business goes before they are read.
 */
function leaveLists(dataDir: string, tenantId: string): void {
  const erasures = join(dataDir, "keys", "erasures.jsonl");
  if (existsSync(erasures)) {
    const lines = readFileSync(erasures, "utf8").split("\n");
    writeDurably(erasures, lines.filter((line) => !line.includes(tenantId)).join("\n"));
  }
  const lost = join(dataDir, "lost-files.json");
  if (existsSync(lost)) {
    const { [tenantId]: _, ...others } = Object(JSON.parse(readFileSync(lost, "utf8")));
    writeDurably(lost, `${JSON.stringify(others, null, 1)}\n`);
  }
}

/** @returns how many files went */
export async function removeFolders(dataDir: string, tenantId: string): Promise<number> {
  let files = 0;
  leaveLists(dataDir, tenantId);
  for (const shelf of shelves) {
    const folder = join(dataDir, shelf, tenantId);
    files += (await entriesOf(folder)).filter((entry) => entry.isFile()).length;
    await rm(folder, { recursive: true, force: true });
  }
  for (const entry of await entriesOf(join(dataDir, "audit"))) {
    if (entry.name !== `${tenantId}.jsonl`) continue;
    files += 1;
    await rm(join(entry.parentPath, entry.name), { force: true });
  }
  return files;
}

async function entriesOf(folder: string) {
  return await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (isAbsent(error)) return [];
    throw error;
  });
}
