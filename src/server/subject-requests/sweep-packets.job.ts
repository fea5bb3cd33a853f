import { listBlocks, removeBlocks } from "../platform/block-vault.ts";
import type { Deps } from "../platform/deps.ts";
import { packetFile } from "./build-packet.action.ts";
import { endPackets, loadLivePackets } from "./packet.store.ts";

/** Answers nobody collected in their time go, and whatever lies there without a living row. */
export async function sweepPackets(deps: Deps, tenantId: string): Promise<void> {
  const live = await deps.db.withTenant(tenantId, async (tx) => {
    await endPackets(tx, deps.clock.now());
    return await loadLivePackets(tx);
  });
  for (const packetId of await listBlocks({ dataDir: deps.config.dataDir, shelf: "packets", tenantId }))
    if (!live.has(packetId)) await removeBlocks(packetFile(deps, tenantId, packetId));
}
