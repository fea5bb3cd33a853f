import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { tryJson } from "../../contract/try-json.ts";
import { appendDurably, makeFolder } from "../platform/files/durable-file.ts";

/**
 * The list of what was erased, kept with the keys, apart from the database and its backups and only in its newest
 * state: a restore replays it (ER-4). One line an erasure, ids and a signature; nothing of the person. A line is written
 * before its erasure commits; one more with `kept` follows where the erasure was taken back after all (decision 26).
 */
const Line = z.object({
  tenantId: z.uuid(),
  contactId: z.uuid(),
  at: z.iso.datetime(),
  kept: z.literal(true).optional(),
  mac: z.hex(),
});
export type LedgerEntry = z.infer<typeof Line>;

/** Its name in the folder of the keys. */
const ledgerName = "erasures.jsonl";
const placeOf = (dataDir: string) => join(dataDir, "keys", ledgerName);

/** Durable when this returns. Writing an entry twice is harmless. */
export function appendToLedger(dataDir: string, entry: LedgerEntry): void {
  makeFolder(join(dataDir, "keys"));
  // A leading line break heals a line that a crash cut off.
  appendDurably(placeOf(dataDir), `\n${JSON.stringify(entry)}\n`);
}

/** Every whole entry, oldest first. */
export async function readLedger(dataDir: string): Promise<LedgerEntry[]> {
  const text = await readFile(placeOf(dataDir), "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  });
  return text.split("\n").flatMap((line) => {
    if (line.trim() === "") return [];
    const parsed = Line.safeParse(tryJson(line));
    return parsed.success ? [parsed.data] : [];
  });
}
