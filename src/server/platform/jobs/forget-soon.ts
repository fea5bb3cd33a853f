import type { Tx } from "../db.ts";
import type { Deps } from "../deps.ts";
import { hour, instant } from "../instant.ts";
import { addJobs } from "../jobs.ts";

/**
 * Words of the search were deleted: their bytes leave the files of the database within the hour. What is deleted in one
 * hour goes together, because nobody can search while a table is rewritten. The last lock of all: there is one job for
 * every business, and whoever has asked for it keeps the others waiting until commit.
 */
export async function forgetSoon({ clock }: Pick<Deps, "clock">, tx: Tx): Promise<void> {
  const runAt = instant((Math.floor(clock.now().getTime() / hour) + 1) * hour);
  await addJobs(tx, [{ task: "forget-words", payload: {}, key: "forget-words-soon", runAt }]);
}
