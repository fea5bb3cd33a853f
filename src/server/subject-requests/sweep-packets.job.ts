import type { Deps } from "../platform/deps.ts";
import { endPackets, loadLivePackets } from "./packet.store.ts";
import { listPackets, removePacket } from "./packet-vault.adapter.ts";

/** Answers nobody collected in their time go, and whatever lies there without a living row. */
export async function sweepPackets(deps: Deps, tenantId: string): Promise<void> {
  const live = await deps.db.withTenant(tenantId, async (tx) => {
    await endPackets(tx, deps.clock.now());
    return await loadLivePackets(tx);
  });
  for (const packetId of await listPackets(deps.config.dataDir, tenantId))
    if (!live.has(packetId)) await removePacket(deps.config.dataDir, tenantId, packetId);
}
