import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { writeDurably } from "../platform/files/durable-file.ts";

/**
 * Which stored files the disk has lost, by business, and since when that is known: in a file beside the data, because
 * it says something of this disk. A database that is restored elsewhere comes with all of its files, or is looked
 * through there.
 */
const Lost = z.record(z.uuid(), z.record(z.uuid(), z.iso.datetime()));

const place = (dataDir: string) => join(dataDir, "lost-files.json");

/** Per business the ids, each with the moment it was first found missing. */
export function readLost(dataDir: string): z.infer<typeof Lost> {
  return existsSync(place(dataDir)) ? Lost.parse(JSON.parse(readFileSync(place(dataDir), "utf8"))) : {};
}

/** @returns those that were not known to be lost before */
export function noteLost(dataDir: string, tenantId: string, ids: readonly string[], at: string): string[] {
  const all = readLost(dataDir);
  const before = all[tenantId] ?? {};
  if (ids.length === 0 && Object.keys(before).length === 0) return [];
  const { [tenantId]: _, ...others } = all;
  const now = Object.fromEntries(ids.map((id) => [id, before[id] ?? at]));
  mkdirSync(dataDir, { recursive: true });
  writeDurably(
    place(dataDir),
    `${JSON.stringify(ids.length === 0 ? others : { ...others, [tenantId]: now }, null, 1)}\n`,
  );
  return ids.filter((id) => before[id] === undefined);
}
