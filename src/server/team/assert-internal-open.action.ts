import type { Tx } from "../platform/db.ts";
import { Problem } from "../platform/problem.ts";
import { internalClosed } from "./internal-standing.action.ts";
import { loadTeamSetting } from "./team-setting.store.ts";

export async function isInternalOpen(tx: Tx): Promise<boolean> {
  return (await internalClosed(tx, await loadTeamSetting(tx))) === undefined;
}

/** IN-3, AC-2: rooms, "Gesehen" and answers to the roster stay closed until what the law wants first is there. */
export async function assertInternalOpen(tx: Tx): Promise<void> {
  const closed = await internalClosed(tx, await loadTeamSetting(tx));
  if (closed === undefined) return;
  const { why, place, reason } = closed;
  throw new Problem("setup-incomplete", { detail: why, more: { place, reason } });
}
