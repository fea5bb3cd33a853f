import type { Tx } from "../db.ts";
import type { Deps } from "../deps.ts";
import { hour, instant } from "../instant.ts";
import { addJobs } from "../jobs.ts";

/**
 * Words of the search were deleted: their bytes leave the files of the database within the hour. What is deleted in one
 * hour goes together, because nobody can search or write while a table is rewritten; by day, when somebody takes a word
 * back in a room, that table is the team's alone. The last lock of all: there is one job for every business, and whoever
 * has asked for it keeps the others waiting until commit.
 */
export async function forgetSoon(
  { clock }: Pick<Deps, "clock">,
  tx: Tx,
  task: "forget-words" | "forget-room-words",
): Promise<void> {
  const runAt = instant((Math.floor(clock.now().getTime() / hour) + 1) * hour);
  await addJobs(tx, [{ task, payload: {}, key: `${task}-soon`, runAt }]);
}
