import { appendEvents } from "../events/append-events.action.ts";
import type { Deps } from "../platform/deps.ts";
import { wakeSnoozed as wake } from "./member-view.store.ts";

/** Once a minute: conversations whose Wiedervorlage has come are open again and wait on top (U20). */
export async function wakeSnoozed(deps: Deps, tenantId: string): Promise<void> {
  await deps.db.withTenant(tenantId, async (tx) => {
    const woken = await wake(tx, deps.clock.now());
    await appendEvents(
      deps,
      tx,
      tenantId,
      woken.map((w) => ({ kind: "conversation-changed" as const, ...w })),
    );
  });
}
