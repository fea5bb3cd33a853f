import type { Deps } from "../platform/deps.ts";
import { listBlocks, removeBlocks } from "../platform/files/block-vault.ts";
import { loadExports, loadPartStates } from "./house-export.store.ts";
import { partFile } from "./write-part.action.ts";

/** Removes the files of exports that ended. What has no row is a part being written, or what a killed process left. */
export async function removeParts(deps: Deps, tenantId: string): Promise<void> {
  const { live, writing } = await deps.db.withTenant(tenantId, async (tx) => ({
    live: await loadPartStates(tx),
    writing: (await loadExports(tx, 1))[0]?.state === "working",
  }));
  const { dataDir } = deps.config;
  for (const id of await listBlocks({ dataDir, shelf: "exports", tenantId }))
    if (!(live.get(id) ?? writing)) await removeBlocks(partFile(deps, tenantId, id));
}
