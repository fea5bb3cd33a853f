import type { Deps } from "../platform/deps.ts";
import { lockKeyFile } from "./dump.store.ts";
import { withBackupLock } from "./with-backup-lock.action.ts";
import { writeBackupFiles } from "./write-files.action.ts";

/**
 * Brings the key file up to date: hourly, so that an erasure and a new contact are in it before the next archive is.
 * Nothing to do while a backup runs, because that writes it as well.
 */
export async function saveKeys(deps: Pick<Deps, "config" | "clock" | "db">): Promise<void> {
  await withBackupLock(deps, (client) => writeBackupFiles(deps, client, undefined, () => {}), lockKeyFile);
}
