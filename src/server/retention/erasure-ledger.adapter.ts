import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { tryJson } from "../../contract/try-json.ts";
import { appendDurably, isAbsent, makeFolder } from "../platform/files/durable-file.ts";

/**
 * The list of what was erased, kept with the keys, apart from the database and its backups and only in its newest
 * state: a restore replays it (ER-4). One line an erasure, ids and a signature; nothing of the person. A line is written
 * before its erasure commits; one more with `kept` follows where the erasure was taken back after all (decision 26).
 * Between them stand the holds, because an erasure that is repeated heeds those in force (decision 38).
 */
const Line = z.object({
  tenantId: z.uuid(),
  contactId: z.uuid(),
  at: z.iso.datetime(),
  kept: z.literal(true).optional(),
  mac: z.hex(),
});
export type LedgerEntry = z.infer<typeof Line>;

const HoldLine = z.object({
  tenantId: z.uuid(),
  holdId: z.uuid(),
  at: z.iso.datetime(),
  /** Null: released. */
  hold: z
    .object({
      contactId: z.uuid().nullable(),
      conversationId: z.uuid().nullable(),
      kind: z.enum(["tax", "legal"]),
      reviewOn: z.iso.date(),
      setBy: z.uuid(),
      setAt: z.iso.datetime(),
    })
    .nullable(),
  mac: z.hex(),
});
export type HoldLine = z.infer<typeof HoldLine>;

/** Its name in the folder of the keys. */
const ledgerName = "erasures.jsonl";
const placeOf = (dataDir: string) => join(dataDir, "keys", ledgerName);

/** Durable when this returns. Writing an entry twice is harmless. */
export function appendToLedger(dataDir: string, entry: LedgerEntry | HoldLine): void {
  makeFolder(join(dataDir, "keys"));
  // A leading line break heals a line that a crash cut off.
  appendDurably(placeOf(dataDir), `\n${JSON.stringify(entry)}\n`);
}

/** Every whole entry of an erasure, oldest first. */
export const readLedger = async (dataDir: string): Promise<LedgerEntry[]> => await readLines(dataDir, Line);

/** Every whole line of a hold, oldest first. */
export const readHolds = async (dataDir: string): Promise<HoldLine[]> => await readLines(dataDir, HoldLine);

async function readLines<T>(dataDir: string, kind: z.ZodType<T>): Promise<T[]> {
  const text = await readFile(placeOf(dataDir), "utf8").catch((error: unknown) => {
    if (isAbsent(error)) return "";
    throw error;
  });
  return text.split("\n").flatMap((line) => {
    if (line.trim() === "") return [];
    const parsed = kind.safeParse(tryJson(line));
    return parsed.success ? [parsed.data] : [];
  });
}
