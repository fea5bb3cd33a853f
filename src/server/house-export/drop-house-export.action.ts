import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { endRows, loadExport } from "./house-export.store.ts";
import { removeParts } from "./remove-parts.action.ts";

/** Deletes what lies ready, or stops what is under way. */
export async function dropHouseExport(deps: Deps, caller: Caller, exportId: string): Promise<void> {
  const { tenantId } = caller;
  await deps.db.withTenant(tenantId, async (tx) => {
    if (!(await loadExport(tx, exportId))) throw new Problem("not-found");
    if ((await endRows(tx, { exportId })).length === 0) return;
    const entry = { tenantId, actor: actorOf(caller), verb: "drop-house-export", subjectKind: "house-export" } as const;
    await appendAudit(deps, tx, { ...entry, subjectId: exportId });
  });
  await removeParts(deps, tenantId);
}
