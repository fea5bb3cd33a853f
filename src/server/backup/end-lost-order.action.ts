import type { Deps } from "../platform/deps.ts";
import { dropHeldJob } from "../platform/jobs/job-under-key.ts";
import { failedRun, noteRun } from "./backup-log.adapter.ts";
import { orderKey } from "./order-backup.action.ts";
import { dropRehearsal } from "./rehearse-restore.action.ts";
import { withBackupLock } from "./with-backup-lock.action.ts";

export const lost = {
  de: "Die Sicherung wurde unterbrochen, es wurde nichts gesichert. Die früheren Sicherungen sind unberührt. Bitte noch einmal starten.",
  en: "The backup was interrupted, nothing was backed up. The earlier backups are untouched. Please start it again.",
};

/**
 * When a server starts: an order it was killed over is told as what it is, so that nobody waits for it. It is not carried
 * out again by itself, since it may be what the server died of. Where another server is writing a backup, nothing is lost;
 * where only the dead one's session seems to, tell-lost-order.action.ts comes back to it.
 * What a killed rehearsal left goes as well.
 */
export async function endLostOrder(deps: Deps): Promise<void> {
  await withBackupLock(deps, async (client) => {
    dropRehearsal(deps.config);
    if (await dropHeldJob(client, orderKey))
      noteRun(deps.config.dataDir, failedRun(deps.clock.now().toISOString(), 0, lost));
    // A server whose disk is full starts all the same.
  }).catch((error: unknown) => deps.log.warn("lost backup not told", { error }));
}
