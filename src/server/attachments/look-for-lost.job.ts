import type { Deps } from "../platform/deps.ts";
import { noteLost } from "./lost-files.adapter.ts";
import { storedAfter, storedAmong } from "./stored-file.store.ts";
import { lostFiles } from "./vault.adapter.ts";

const batchSize = 500;

/**
 * Looks whether every stored file still lies on the disk. A lost one is else found by the customer's question years
 * later, when no backup has it any more. What is newly lost is named in the log by its id; `/health` says that there is.
 */
export async function lookForLost(
  deps: Pick<Deps, "db" | "config" | "clock" | "log">,
  tenantId: string,
): Promise<void> {
  const lost: string[] = [];
  for (let last: string | undefined; ; ) {
    const after = last;
    const ids = await deps.db.withTenant(tenantId, (tx) => storedAfter(tx, after, batchSize));
    const missing = await lostFiles(deps.config.dataDir, tenantId, ids);
    // Deleted by somebody in between, it is not lost.
    lost.push(...(await deps.db.withTenant(tenantId, (tx) => storedAmong(tx, missing))));
    last = ids.at(-1);
    if (ids.length < batchSize) break;
  }
  const found = noteLost(deps.config.dataDir, tenantId, lost, deps.clock.now().toISOString());
  for (const attachmentId of found) deps.log.warn("a stored file is missing", { tenantId, attachmentId });
}
