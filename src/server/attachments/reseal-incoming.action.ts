import type { Deps } from "../platform/deps.ts";
import { sealIncoming } from "./keep-incoming.action.ts";
import { loadPendingIds } from "./pending.store.ts";
import { readIncoming } from "./read-incoming.action.ts";

/**
 * What waits in the house until it is stored, for days where the disk is full, moves into the current epoch before the
 * old one ends.
 */
export async function resealIncoming(deps: Pick<Deps, "db" | "seal" | "config">, tenantId: string): Promise<void> {
  for (const id of await deps.db.withTenant(tenantId, (tx) => loadPendingIds(tx, tenantId))) {
    const bytes = await readIncoming(deps, tenantId, id);
    if (bytes !== undefined) await sealIncoming(deps, tenantId, id, bytes);
  }
}
