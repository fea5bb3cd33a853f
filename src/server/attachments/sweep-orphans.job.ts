import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day, hour } from "../platform/instant.ts";
import { deleteUnused, loadLetterFiles, loadStates } from "./attachment.store.ts";
import { listSealed, removePath, type VaultFile } from "./vault.adapter.ts";

/** A file this young may belong to a transaction that has not committed yet. */
const grace = hour;
const unusedAfter = day;
const batchSize = 500;

/** One vault holds the files of chats and of the team (`team-files/team-files.action.ts`). */
export interface TeamFiles {
  readonly forgetUnusedFiles: (tx: Tx, before: Date) => Promise<void>;
  readonly teamFilesAmong: (tx: Tx, ids: readonly string[]) => Promise<ReadonlySet<string>>;
}

/**
 * Removes files that belong to nothing: left by a crash between writing and commit, by uploads that were never
 * sent, by erased contacts. Returns how many files went.
 */
export async function sweepOrphans(deps: Deps, tenantId: string, teamFiles: TeamFiles): Promise<number> {
  await deps.db.withTenant(tenantId, async (tx) => {
    await deleteUnused(tx, tenantId, after(deps.clock.now(), -unusedAfter));
    await teamFiles.forgetUnusedFiles(tx, after(deps.clock.now(), -unusedAfter));
  });
  let removed = 0;
  let batch: VaultFile[] = [];
  for await (const file of listSealed(deps.config.dataDir, tenantId)) {
    if (file.changedAt > after(deps.clock.now(), -grace)) continue;
    batch.push(file);
    if (batch.length < batchSize) continue;
    removed += await sweepBatch(deps, tenantId, batch, teamFiles);
    batch = [];
  }
  return removed + (await sweepBatch(deps, tenantId, batch, teamFiles));
}

async function sweepBatch(
  deps: Deps,
  tenantId: string,
  files: readonly VaultFile[],
  teamFiles: TeamFiles,
): Promise<number> {
  const ids = [...new Set(files.map((file) => file.id))];
  const [states, letters, team] = await deps.db.withTenant(tenantId, async (tx) => [
    await loadStates(tx, tenantId, ids),
    await loadLetterFiles(tx, tenantId, ids),
    await teamFiles.teamFilesAmong(tx, ids),
  ]);
  const orphans = files.filter((file) =>
    file.part === "letter" ? !letters.has(file.id) : isOrphan(file, team.has(file.id) ? "stored" : states.get(file.id)),
  );
  for (const file of orphans) await removePath(file);
  return orphans.length;
}

function isOrphan(file: VaultFile, state: string | undefined): boolean {
  if (file.part === "temporary" || file.part === "block") return true;
  // What waits for its message is needed only until it is stored.
  return file.part === "incoming" ? state !== "pending" : state !== "stored" && state !== "pending";
}
