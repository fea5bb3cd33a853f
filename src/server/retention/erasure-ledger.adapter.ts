import { mkdirSync } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { tryJson } from "../../contract/try-json.ts";

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

/** Durable when this resolves. Writing an entry twice is harmless. */
export async function appendToLedger(dataDir: string, entry: LedgerEntry): Promise<void> {
  mkdirSync(join(dataDir, "keys"), { recursive: true, mode: 0o700 });
  const file = await open(placeOf(dataDir), "a", 0o600);
  try {
    // A leading line break heals a line that a crash cut off.
    await file.writeFile(`\n${JSON.stringify(entry)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
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
