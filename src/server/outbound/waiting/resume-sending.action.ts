import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { addJobs } from "../../platform/jobs.ts";
import { conversationsWaiting } from "../outbox.store.ts";
import { deliverJobs } from "../send-message.action.ts";

/** Sends what was written while sending was paused; in the transaction that ends the pause. */
export async function resumeSending(deps: Pick<Deps, "clock">, tx: Tx, tenantId: string): Promise<void> {
  await addJobs(tx, deliverJobs(tenantId, await conversationsWaiting(tx, deps.clock.now())));
}
