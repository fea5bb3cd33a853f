import type { Tx } from "../platform/db.ts";
import { Problem } from "../platform/problem.ts";
import { internalClosed } from "./internal-standing.action.ts";
import type { Closed } from "./internal-verdict.ts";
import { loadTeamSetting } from "./team-setting.store.ts";

/** What stands in the way, for the list of rooms, which is asked for whether they are open or not. */
export async function whyInternalClosed(tx: Tx): Promise<Closed | undefined> {
  return await internalClosed(tx, await loadTeamSetting(tx));
}

export async function isInternalOpen(tx: Tx): Promise<boolean> {
  return (await whyInternalClosed(tx)) === undefined;
}

/** IN-3, AC-2: rooms, "Gesehen" and answers to the roster stay closed until what the law wants first is there. */
export async function assertInternalOpen(tx: Tx): Promise<void> {
  const closed = await whyInternalClosed(tx);
  if (closed === undefined) return;
  const { why, place, reason } = closed;
  throw new Problem("setup-incomplete", { detail: why, more: { place, reason } });
}
