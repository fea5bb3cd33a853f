import type { Tx } from "../platform/db.ts";
import { type Limits, limitsFrom } from "../policy/limits.ts";
import { loadRuleset } from "./ruleset.store.ts";

/** The numbers this business made stricter; undefined while everything is as shipped. */
export async function readLimits(tx: Tx): Promise<Limits | undefined> {
  const row = await loadRuleset(tx);
  return row && limitsFrom(row.version, row.limits as Record<string, unknown>);
}
