import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { loadProjectIds, loadRoomIds } from "./membership.store.ts";

/** The rooms and projects the caller belongs to now: what their open stream may tell of. */
export async function memberships(
  deps: Pick<Deps, "db">,
  { tenantId, memberId }: Pick<Caller, "tenantId" | "memberId">,
): Promise<{ readonly rooms: ReadonlySet<string>; readonly projects: ReadonlySet<string> }> {
  return await deps.db.withTenant(tenantId, async (tx) => ({
    rooms: new Set(await loadRoomIds(tx, memberId)),
    projects: new Set(await loadProjectIds(tx, memberId)),
  }));
}
