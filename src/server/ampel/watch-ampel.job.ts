import { appendEvents } from "../events/append-events.action.ts";
import type { Deps } from "../platform/deps.ts";
import { loadState, saveSeen } from "./ampel.store.ts";
import { remember } from "./ampel-changes.ts";
import { gatherAmpel } from "./gather-ampel.action.ts";

/** Every night: a date that passed turns a light, and open screens hear of it. */
export async function watchAmpel(deps: Deps, tenantId: string): Promise<void> {
  await deps.db.withTenant(tenantId, async (tx) => {
    const now = remember(await gatherAmpel(deps, tx, tenantId));
    const { seen } = await loadState(tx);
    if (JSON.stringify(seen) === JSON.stringify(now)) return;
    await saveSeen(tx, tenantId, now);
    await appendEvents(deps, tx, tenantId, [{ kind: "setup-changed" }]);
  });
}
