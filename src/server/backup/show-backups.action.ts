import type { BackupStatus } from "../../contract/backup.ts";
import type { Deps } from "../platform/deps.ts";
import { hour } from "../platform/instant.ts";
import { isJobAlive } from "../platform/jobs/job-under-key.ts";
import { listTenants } from "../tenants/list-tenants.action.ts";
import { loadTenantBegun } from "../tenants/load-tenant-begun.action.ts";
import { onSameDisk, showArchives } from "./backup-folder.adapter.ts";
import { readBackupLog } from "./backup-log.adapter.ts";
import { freshHours } from "./backup-standing.action.ts";
import { nextRehearsal } from "./next-rehearsal.ts";
import { orderKey } from "./order-backup.action.ts";
import { loadSheet } from "./recovery-sheet.store.ts";
import { runningNow } from "./running.adapter.ts";
import { askedBack } from "./sheet-code.ts";

/** What lies in the folder counts, not what a log remembers: an archive somebody took away is no backup any more. */
export async function showBackups(deps: Deps, tenantId: string): Promise<BackupStatus> {
  const { backupDir, keysBackupDir, dataDir } = deps.config;
  const there = await showArchives(backupDir);
  const archives = there ?? [];
  const { runs, drills } = readBackupLog(dataDir);
  const seconds = new Map(runs.map((run) => [run.archive, run.seconds]));
  const [run] = runs;
  const [drill] = drills;
  const [newest] = archives;
  const { sheet, begun } = await deps.db.withTenant(tenantId, async (tx) => ({
    sheet: await loadSheet(tx),
    begun: await loadTenantBegun(tx, tenantId),
  }));
  const age = newest ? deps.clock.now().getTime() - Date.parse(newest.madeAt) : Number.POSITIVE_INFINITY;
  const alone = (await listTenants(deps)).length === 1;
  return {
    folders: alone ? { archives: backupDir, keys: keysBackupDir } : null,
    unreadable: there === undefined,
    sameDisk: await onSameDisk(backupDir, dataDir),
    fresh: age < freshHours * hour,
    young: deps.clock.now().getTime() - begun.getTime() < freshHours * hour,
    archives: archives.map(({ name, madeAt, bytes }) => ({ name, madeAt, bytes, seconds: seconds.get(name) ?? null })),
    ordered: await isJobAlive(deps.db.pool, orderKey),
    running: runningNow(),
    problem: run?.problem ? { at: run.at, says: { de: run.problem, en: run.problemEn ?? run.problem } } : null,
    drill: drill ? { at: drill.at, result: drill.result, says: drill.says } : null,
    nextDrill: nextRehearsal(deps.clock.now()).toISOString(),
    sheet: sheet
      ? {
          keyId: sheet.key_id,
          printedAt: sheet.printed_at.toISOString(),
          place: sheet.place,
          keptAt: sheet.kept_at?.toISOString() ?? null,
        }
      : null,
    sheetHere: alone,
    askBack: [...askedBack],
  };
}
