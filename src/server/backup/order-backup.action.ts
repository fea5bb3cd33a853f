import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { addJobs } from "../platform/jobs.ts";

/** Under this key an order stands in the queue until it is carried out. */
export const orderKey = "backup-now";

/** "Jetzt sichern": adds the job, once however often it is pressed. */
export async function orderBackup(deps: Deps, caller: Caller): Promise<void> {
  const { tenantId } = caller;
  await deps.db.withTenant(tenantId, async (tx) => {
    const entry = { tenantId, actor: actorOf(caller), verb: "order-backup", subjectKind: "backup" } as const;
    await appendAudit(deps, tx, entry);
    await addJobs(tx, [{ task: "backup", payload: {}, key: orderKey, maxAttempts: 1 }]);
  });
}
