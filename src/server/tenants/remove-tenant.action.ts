import type { Deps } from "../platform/deps.ts";
import { addJobs } from "../platform/jobs.ts";
import type { Keyring } from "../platform/keyring.ts";
import { noteRemoval, readRemoved, removeFolders } from "./removed-tenant.adapter.ts";
import { loadHosts } from "./tenant.store.ts";
import { deleteRowsOfTenant } from "./tenant-rows.store.ts";

export interface Removed {
  readonly rows: number;
  readonly files: number;
}

/**
 * Takes a business out of this installation, for good: first the line that says so, then its keys, without which every backup
 * of it is noise, then its files, its rows last. Killed anywhere it is run again by the same name, or finished by the next
 * start. No server runs meanwhile.
 */
export async function removeTenant(
  deps: Pick<Deps, "config" | "db" | "clock">,
  keyring: Keyring,
  tenantId: string,
): Promise<Removed> {
  const { dataDir } = deps.config;
  const at = deps.clock.now().toISOString();
  noteRemoval(dataDir, { at, verb: "begin-removal", tenantId });
  keyring.removeTenant(tenantId);
  const files = await removeFolders(dataDir, tenantId);
  const rows = await deps.db.withTenant(tenantId, async (tx) => {
    // The key file beside the backups still holds the keys, and the files of the database still hold searched words.
    await addJobs(tx, [
      { task: "save-keys", payload: {}, key: "save-keys" },
      { task: "forget-words", payload: {}, key: "forget-words" },
    ]);
    return await deleteRowsOfTenant(tx, tenantId);
  });
  noteRemoval(dataDir, { at, verb: "remove-business", tenantId, rows, files });
  return { rows, files };
}

/** At a start a removal that was cut off is finished; after a restore an archive older than it has brought the rows back. */
export async function removeAgain(deps: Pick<Deps, "config" | "db" | "clock">, keyring: Keyring): Promise<void> {
  const removed = readRemoved(deps.config.dataDir);
  for (const { tenantId } of await loadHosts(deps.db.outside))
    if (removed.has(tenantId)) await removeTenant(deps, keyring, tenantId);
}
