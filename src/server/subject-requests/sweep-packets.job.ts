import type { Deps } from "../platform/deps.ts";
import { blocksWrittenAt, type Lying, listBlocks, removeBlocks } from "../platform/files/block-vault.ts";
import { after, day } from "../platform/instant.ts";
import { packetFile } from "./build-packet.action.ts";
import { endPackets, loadPacketLives } from "./packet.store.ts";

/** An answer this young may still be written: its row comes last. */
const grace = day;

/** Answers nobody collected in their time go, and whatever lies there without a living row. */
export async function sweepPackets(deps: Deps, tenantId: string): Promise<void> {
  const alive = await deps.db.withTenant(tenantId, async (tx) => {
    await endPackets(tx, deps.clock.now());
    return await loadPacketLives(tx);
  });
  for (const packetId of await listBlocks({ dataDir: deps.config.dataDir, shelf: "packets", tenantId })) {
    const file = packetFile(deps, tenantId, packetId);
    if (!(alive.get(packetId) ?? (await isYoung(deps, file)))) await removeBlocks(file);
  }
}

async function isYoung({ clock }: Pick<Deps, "clock">, file: Lying): Promise<boolean> {
  const at = await blocksWrittenAt(file);
  return at !== undefined && at > after(clock.now(), -grace);
}
