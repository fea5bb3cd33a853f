import type { Tx } from "../platform/db.ts";
import { countOld, deleteOldSessions, deleteOldTokens, namelessMembers } from "./old-access.store.ts";

/** LK-16: sessions, tokens and people whose access ended before that. @returns how many of each went */
export async function dropOldAccess(
  tx: Tx,
  before: Date,
  limit: number,
): Promise<{ sessions: number; tokens: number; members: number }> {
  return {
    sessions: await deleteOldSessions(tx, before, limit),
    tokens: await deleteOldTokens(tx, before),
    members: await namelessMembers(tx, before),
  };
}

/** How many that would be. */
export async function countOldAccess(tx: Tx, before: Date) {
  return await countOld(tx, before);
}
