import type { Tx } from "../platform/db.ts";
import { addJobs } from "../platform/jobs.ts";

/** Has the templates and the number of an open WhatsApp account fetched, at once or then. */
export async function askTemplates(tx: Tx, tenantId: string, accountId: string, runAt?: Date): Promise<void> {
  const job = { task: "sync-templates", payload: { tenantId, accountId }, key: `templates:${accountId}` };
  await addJobs(tx, [runAt === undefined ? job : { ...job, runAt }]);
}
