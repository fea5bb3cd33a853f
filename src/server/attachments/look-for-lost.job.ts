import type { Deps } from "../platform/deps.ts";
import { noteLost } from "./lost-files.adapter.ts";
import { type Owners, storedAfter, storedAmong } from "./stored-file.store.ts";
import { lostFiles } from "./vault.adapter.ts";

const batchSize = 500;

/**
 * Looks whether every stored file still lies on the disk, also what letters alone keep of somebody erased. A lost one is
 * else found by a question years later, when no backup has it any more. What is newly lost is named in the log by its id;
 * `/health` says that there is.
 * @param mostNamed where more are missing at once, the disk itself is: then their number says it
 */
export async function lookForLost(
  deps: Pick<Deps, "db" | "config" | "clock" | "log">,
  tenantId: string,
  mostNamed = 100,
): Promise<void> {
  const of = (whose: Owners) => lostOf(deps, tenantId, whose);
  // A literal: a call takes some ten thousand arguments, and a whole disk may be missing.
  const lost = [...(await of("chats")), ...(await of("team")), ...(await of("letters"))];
  const found = noteLost(deps.config.dataDir, tenantId, lost, deps.clock.now().toISOString());
  if (found.length > mostNamed) deps.log.warn("many stored files are missing", { tenantId, count: found.length });
  else for (const attachmentId of found) deps.log.warn("a stored file is missing", { tenantId, attachmentId });
}

async function lostOf({ db, config }: Pick<Deps, "db" | "config">, tenantId: string, whose: Owners) {
  const lost: string[] = [];
  for (let last: string | undefined; ; ) {
    const after = last;
    const ids = await db.withTenant(tenantId, (tx) => storedAfter(tx, whose, after, batchSize));
    const missing = await lostFiles(config.dataDir, tenantId, ids, whose === "letters" ? "letter" : "content");
    // Deleted by somebody in between, it is not lost.
    lost.push(...(await db.withTenant(tenantId, (tx) => storedAmong(tx, whose, missing))));
    last = ids.at(-1);
    if (ids.length < batchSize) return lost;
  }
}
