import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { addJobs } from "../platform/jobs.ts";
import { Problem } from "../platform/problem.ts";
import { countAll, endRows, insertExport, loadExports } from "./house-export.store.ts";
import { partJob } from "./part-job.ts";
import { removeParts } from "./remove-parts.action.ts";

/**
 * "Alles zusammenstellen": one at a time, in the background. What lay ready goes, so that no two states of the business
 * lie about.
 * @throws Problem conflict while one is under way
 */
export async function orderHouseExport(deps: Deps, caller: Caller): Promise<void> {
  const { tenantId, memberId } = caller;
  await deps.db.withTenant(tenantId, async (tx) => {
    const [newest] = await loadExports(tx, 1);
    if (newest?.state === "working")
      throw new Problem("conflict", {
        detail: {
          de: "Es wird schon zusammengestellt. Sieh in der Liste nach, wie weit es ist.",
          en: "It is already being put together. The list shows how far it is.",
        },
      });
    await endRows(tx, {});
    const exportId = deps.ids.uuid();
    const total = await countAll(tx, memberId);
    if (!(await insertExport(tx, tenantId, { exportId, orderedBy: memberId, at: deps.clock.now(), total })))
      throw new Problem("conflict");
    const entry = {
      tenantId,
      actor: actorOf(caller),
      verb: "order-house-export",
      subjectKind: "house-export",
    } as const;
    await appendAudit(deps, tx, { ...entry, subjectId: exportId });
    await addJobs(tx, [partJob(tenantId, exportId)]);
  });
  await removeParts(deps, tenantId);
}
