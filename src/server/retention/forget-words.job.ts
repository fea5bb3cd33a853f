import type { Deps } from "../platform/deps.ts";
import { compacting } from "./erasure.store.ts";

/** After an erasure: the bytes of deleted search words leave the files of the database too. */
export async function forgetWords(deps: Pick<Deps, "db">): Promise<void> {
  for (const statement of compacting) await deps.db.pool.query(statement);
}
