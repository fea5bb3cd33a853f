import type { PacketView } from "../../contract/subject-requests.ts";
import type { Tx } from "../platform/db.ts";
import { loadPacket, mostTries } from "./packet.store.ts";

/** The newest packet of a request as a member sees it. */
export async function showPacket(tx: Tx, requestId: string): Promise<PacketView | null> {
  const row = await loadPacket(tx, requestId);
  if (!row) return null;
  return {
    id: row.packet_id,
    state: row.state,
    items: row.items,
    missing: row.missing,
    bytes: row.bytes,
    contentHash: row.content_hash === null ? null : Buffer.from(row.content_hash).toString("hex"),
    builtAt: row.built_at.toISOString(),
    releasedAt: row.released_at?.toISOString() ?? null,
    fetchedAt: row.fetched_at?.toISOString() ?? null,
    expiresAt: row.expires_at.toISOString(),
    triesLeft: Math.max(0, mostTries - row.tries),
  };
}
