import { rebuildNames } from "../contacts/rebuild-names.action.ts";
import type { Deps } from "../platform/deps.ts";
import { rebuildRoomWords } from "../rooms/rebuild-room-words.action.ts";
import { isIndexWhole, markIndexWhole } from "./message-search.store.ts";
import { rebuildWords } from "./rebuild-words.action.ts";

/**
 * Makes the search of a business anew when PostgreSQL has crashed since: its UNLOGGED tables are empty then. What is
 * written meanwhile is indexed as ever; a second run finds the same.
 */
export async function refillSearch(deps: Pick<Deps, "db" | "seal" | "clock">, tenantId: string): Promise<void> {
  if (await deps.db.withTenant(tenantId, (tx) => isIndexWhole(tx))) return;
  await rebuildNames(deps, tenantId);
  await rebuildWords(deps, tenantId, () => {});
  await rebuildRoomWords(deps, tenantId);
  await deps.db.withTenant(tenantId, (tx) => markIndexWhole(tx, tenantId, deps.clock.now()));
}
