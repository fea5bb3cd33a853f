import type { Deps } from "../platform/deps.ts";
import { cronLine } from "../platform/jobs/cron-line.ts";
import type { Task } from "../platform/jobs.ts";
import { failedRun, noteDrill, noteRun } from "./backup-log.adapter.ts";
import { makeBackup } from "./make-backup.action.ts";
import { rehearsalCron } from "./next-rehearsal.ts";
import { rehearseRestore } from "./rehearse-restore.action.ts";
import { saveKeys } from "./save-keys.action.ts";
import { tellBackupChanged } from "./tell-backup-changed.action.ts";
import { tellLostOrder } from "./tell-lost-order.action.ts";

/**
 * Every night an archive, every hour the key file, every Sunday a rehearsal. An archive that cannot be written is tried
 * again for about nine hours, until somebody has plugged the disk in.
 */
export const backupCron = [
  cronLine("23 1 * * *", "backup", { tries: 10, within: "1d" }),
  cronLine("7 * * * *", "save-keys", { tries: 5, within: "1h" }),
  cronLine("*/5 * * * *", "tell-lost-order", { tries: 1 }),
  cronLine(rehearsalCron, "rehearse-restore", { tries: 3, within: "7d" }),
];

const stillBusy = {
  de: "Eine andere Sicherung war noch nicht fertig. Bei diesem Versuch wurde nichts gesichert.",
  en: "Another backup was not done yet. Nothing was backed up by this try.",
};

export function backupTasks(deps: Deps): Record<string, Task> {
  return {
    /** Tried again later when it failed or another one was at it; the page says so meanwhile. */
    backup: async () => {
      const made = await makeBackup(deps);
      if (made.kind === "failed") throw made.error;
      if (made.kind === "made") return;
      noteRun(deps.config.dataDir, failedRun(deps.clock.now().toISOString(), 0, stillBusy));
      throw new Error("another backup is under way");
    },
    "save-keys": () => saveKeys(deps),
    "tell-lost-order": () => tellLostOrder(deps),
    "rehearse-restore": async () => {
      const drill = await rehearseRestore(deps);
      if (drill === undefined) return;
      noteDrill(deps.config.dataDir, drill);
      await tellBackupChanged(deps, {
        verb: "rehearse-restore",
        details: { archive: drill.archive, result: drill.result },
      });
    },
  };
}
