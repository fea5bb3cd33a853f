import type { RestorePause } from "../../contract/backup.ts";
import type { Deps } from "../platform/deps.ts";
import { openPause } from "./restore-pause.store.ts";

/** Whether sending rests since a restore; every member may know, because every member's replies wait. */
export async function showPause(deps: Pick<Deps, "db">, tenantId: string): Promise<RestorePause> {
  const row = await deps.db.withTenant(tenantId, openPause);
  if (!row) return { pause: null };
  return {
    pause: {
      backupMadeAt: row.backup_made_at.toISOString(),
      restoredAt: row.restored_at.toISOString(),
      uncertain: row.uncertain,
    },
  };
}
