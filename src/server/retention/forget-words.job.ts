import type { Deps } from "../platform/deps.ts";
import { compacting } from "./erasure.store.ts";

/** After a deletion: the bytes of deleted search words leave the files of the database too. */
export async function forgetWords(deps: Pick<Deps, "db" | "log">): Promise<void> {
  const line = await deps.db.pool.connect();
  try {
    await line.query(compacting.patience);
    for (const statement of compacting.rewrite) await line.query(statement);
    try {
      await line.query(compacting.beside);
    } catch (error) {
      deps.log.warn("index of the words is made at once", { error });
      await line.query(compacting.atOnce);
    }
  } finally {
    // Its patience goes with it.
    line.release(true);
  }
}
