import type { Deps } from "../platform/deps.ts";
import type { Task } from "../platform/jobs.ts";
import { noteDrill } from "./backup-log.adapter.ts";
import { makeBackup } from "./make-backup.action.ts";
import { rehearseRestore } from "./rehearse-restore.action.ts";
import { saveKeys } from "./save-keys.action.ts";
import { tellBackupChanged } from "./tell-backup-changed.action.ts";

/** Every night an archive, every hour the key file, every Sunday a rehearsal (UTC). */
export const backupCron = ["23 1 * * * backup", "7 * * * * save-keys", "40 3 * * 0 rehearse-restore"].join("\n");

export function backupTasks(deps: Deps): Record<string, Task> {
  return {
    /** Tried again later when it failed; the page says so meanwhile. */
    backup: async () => {
      const made = await makeBackup(deps);
      if (made.kind === "failed") throw made.error;
    },
    "save-keys": () => saveKeys(deps),
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
