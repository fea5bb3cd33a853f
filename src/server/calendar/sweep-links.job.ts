import { heedHoldOfAll } from "../platform/db/holds-turn.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { deleteRevokedLinks } from "./calendar-link.store.ts";

/** LK-16: a year after it was revoked nothing is left of an address, unless a legal hold covers the business. */
export async function sweepLinks(deps: Deps, tenantId: string): Promise<void> {
  await deps.db.withTenant(tenantId, async (tx) => {
    if (await heedHoldOfAll(tx, tenantId)) return;
    await deleteRevokedLinks(tx, after(deps.clock.now(), -365 * day));
  });
}
