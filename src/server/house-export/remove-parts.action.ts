import type { Deps } from "../platform/deps.ts";
import { blocksWrittenAt, listBlocks, removeBlocks } from "../platform/files/block-vault.ts";
import { after, minute } from "../platform/instant.ts";
import { loadExports, loadPartStates } from "./house-export.store.ts";
import { partFile } from "./write-part.action.ts";

/** What is being written grows all the time; what lies still for so long was left by a process that was killed. */
const stillMs = 10 * minute;

/** Removes the files of exports that ended. What has no row is a part being written, or what a killed process left. */
export async function removeParts(deps: Deps, tenantId: string): Promise<void> {
  const { live, writing } = await deps.db.withTenant(tenantId, async (tx) => ({
    live: await loadPartStates(tx),
    writing: (await loadExports(tx, 1))[0]?.state === "working",
  }));
  const { dataDir } = deps.config;
  for (const id of await listBlocks({ dataDir, shelf: "exports", tenantId }))
    if (!(live.get(id) ?? (writing && (await grows(id))))) await removeBlocks(partFile(deps, tenantId, id));

  async function grows(id: string): Promise<boolean> {
    const at = await blocksWrittenAt(partFile(deps, tenantId, id));
    return at !== undefined && at > after(deps.clock.now(), -stillMs);
  }
}
