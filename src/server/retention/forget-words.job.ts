import type { Deps } from "../platform/deps.ts";
import { compacting } from "./erasure.store.ts";

type Needs = Pick<Deps, "db" | "log">;
interface Line {
  query(text: string): Promise<unknown>;
}

/** After a deletion: the bytes of deleted search words leave the files of the database too. */
export async function forgetWords(deps: Needs): Promise<void> {
  await patiently(deps, async (line) => {
    await line.query(compacting.rooms);
    for (const statement of compacting.rewrite) await line.query(statement);
    try {
      await line.query(compacting.beside);
    } catch (error) {
      deps.log.warn("index of the words is made at once", { error });
      await line.query(compacting.atOnce);
    }
  });
}

/** The same of what was said in the team; nobody who looks for a customer's words waits for it. */
export async function forgetRoomWords(deps: Needs): Promise<void> {
  await patiently(deps, (line) => line.query(compacting.rooms));
}

async function patiently({ db }: Needs, work: (line: Line) => Promise<unknown>): Promise<void> {
  const line = await db.pool.connect();
  try {
    await line.query(compacting.patience);
    await work(line);
  } finally {
    // Its patience goes with it.
    line.release(true);
  }
}
