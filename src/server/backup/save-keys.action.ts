import type { Deps } from "../platform/deps.ts";
import { lockBackups, unlockBackups } from "./dump.store.ts";
import { writeBackupFiles } from "./write-files.action.ts";

/**
 * Brings the key file up to date: hourly, so that an erasure and a new contact are in it before the next archive is.
 * Nothing to do while a backup runs, because that writes it as well.
 */
export async function saveKeys(deps: Pick<Deps, "config" | "clock" | "db">): Promise<void> {
  const client = await deps.db.pool.connect();
  try {
    if (!(await lockBackups(client))) return;
    await writeBackupFiles(deps, client, undefined, () => {});
  } finally {
    await unlockBackups(client).catch(() => {});
    client.release();
  }
}
