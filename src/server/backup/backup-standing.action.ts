import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { hour } from "../platform/instant.ts";
import { loadTenantBegun } from "../tenants/load-tenant-begun.action.ts";
import { newestOf } from "./archive.ts";
import { showArchives } from "./backup-folder.adapter.ts";
import { readBackupLog } from "./backup-log.adapter.ts";
import { loadSheet } from "./recovery-sheet.store.ts";

/** A business that has just begun has two days for its first archive and its sheet, as an archive is fresh for two. */
export const freshHours = 48;

/** How it stands with backups, in short. */
export async function backupStanding(
  { clock, config }: Pick<Deps, "clock" | "config">,
  tx: Tx,
  tenantId: string,
): Promise<{
  unreadable: boolean;
  fresh: boolean;
  newestOn: string | null;
  sheetMissing: boolean;
  rehearsalFailed: boolean;
}> {
  const archives = await showArchives(config.backupDir);
  const newest = newestOf(archives ?? [], clock.now());
  const [drill] = readBackupLog(config.dataDir).drills;
  const since = clock.now().getTime() - freshHours * hour;
  const young = (await loadTenantBegun(tx, tenantId)).getTime() > since;
  return {
    unreadable: archives === undefined,
    fresh: young || (newest !== undefined && Date.parse(newest.madeAt) > since),
    newestOn: newest?.madeAt.slice(0, 10) ?? null,
    sheetMissing: !young && (await loadSheet(tx)) === undefined,
    rehearsalFailed: drill?.result === "red",
  };
}
