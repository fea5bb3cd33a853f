import type { Deps } from "../platform/deps.ts";
import { dropLostJob } from "../platform/jobs/job-under-key.ts";
import { failedRun, noteRun } from "./backup-log.adapter.ts";
import { lost } from "./end-lost-order.action.ts";
import { orderKey } from "./order-backup.action.ts";

/**
 * Every few minutes: an order is told as interrupted once the lock of its job was taken from a dead server. PostgreSQL may
 * think that server alive long after the next one began, where its machine lost the power or a pooler keeps its session.
 */
export async function tellLostOrder(deps: Pick<Deps, "db" | "config" | "clock">): Promise<void> {
  if (await dropLostJob(deps.db.pool, orderKey))
    noteRun(deps.config.dataDir, failedRun(deps.clock.now().toISOString(), 0, lost));
}
