import { heedHolds } from "../platform/db/holds-turn.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { endFileLinks } from "./file-link.store.ts";

/** LK-16: twelve months after its last day nothing of a link is left that no legal hold keeps. */
const keptDays = 365;

export async function sweepFileLinks(deps: Deps, tenantId: string): Promise<void> {
  const now = deps.clock.now();
  await deps.db.withTenant(tenantId, async (tx) => {
    await heedHolds(tx, tenantId);
    await endFileLinks(tx, now, after(now, -keptDays * day));
  });
}
