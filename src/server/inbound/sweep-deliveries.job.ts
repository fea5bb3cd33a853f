import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { deleteDeliveriesBefore, emptyParkedBefore } from "./inbound-delivery.store.ts";
import { parkedLife } from "./parked.action.ts";
import { deleteChangesBefore } from "./parked-change.store.ts";
import { deleteParkedBefore } from "./parked-receipt.store.ts";
import { showWaiting } from "./show-waiting.action.ts";

/**
 * Raw deliveries, waiting receipts and waiting changes live seven days (LK-0); digests a day longer, because Meta
 * repeats a delivery for up to seven days and its twin must still be recognised (V04). After days without a server this may run before the minute's work: what no conversation
 * shows yet is shown first.
 */
export async function sweepDeliveries(deps: Deps, tenantId: string): Promise<void> {
  const oldest = after(deps.clock.now(), -parkedLife);
  await deps.db.withTenant(tenantId, async (tx) => {
    await emptyParkedBefore(tx, oldest);
    await deleteDeliveriesBefore(tx, after(oldest, -day));
    await deleteParkedBefore(tx, oldest);
  });
  await showWaiting(deps, tenantId);
  await deps.db.withTenant(tenantId, (tx) => deleteChangesBefore(tx, oldest));
}
