import type { TestApp } from "./build-app.ts";

/**
 * Whether the bytes of deleted search words are to leave the files of the database within the hour. It waits no longer
 * once it was asked for here: the next removal has to ask by itself.
 */
export async function wordsToForget(
  { deps }: Pick<TestApp, "deps">,
  task: "forget-words" | "forget-room-words",
): Promise<boolean> {
  const { rows } = await deps.db.pool.query(
    "delete from graphile_worker._private_jobs where key = $1 returning run_at",
    [`${task}-soon`],
  );
  return rows.length > 0;
}
