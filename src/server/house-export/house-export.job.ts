import { appendAudit } from "../audit/append-audit.action.ts";
import { server } from "../audit/audit.ts";
import type { Deps } from "../platform/deps.ts";
import type { Task } from "../platform/jobs.ts";
import { countTry, endRows, updateExport } from "./house-export.store.ts";
import { removeParts } from "./remove-parts.action.ts";
import { writePart } from "./write-part.action.ts";

const mostTries = 3;

/**
 * Writes one part; what broke off three times is given up, and the page says so. A try is counted before it begins: of
 * one that the server dies of nothing is heard afterwards.
 */
export function houseExportTask(deps: Deps): Task {
  return async (payload) => {
    const [tenantId, exportId] = [String(payload.tenantId), String(payload.exportId)];
    const tries = await deps.db.withTenant(tenantId, (tx) => countTry(tx, exportId));
    if (tries > mostTries) return await giveUp(deps, tenantId, exportId);
    try {
      await writePart(deps, tenantId, exportId);
    } catch (error) {
      if (tries === mostTries) await giveUp(deps, tenantId, exportId);
      throw error;
    }
  };
}

async function giveUp(deps: Deps, tenantId: string, exportId: string): Promise<void> {
  await deps.db.withTenant(tenantId, async (tx) => {
    if (!(await updateExport(tx, exportId, { state: "failed" }))) return;
    const entry = { tenantId, actor: server, verb: "give-up-house-export", subjectKind: "house-export" } as const;
    await appendAudit(deps, tx, { ...entry, subjectId: exportId });
  });
  await removeParts(deps, tenantId);
}

/** Files whose three days are over go, and whatever belongs to an export that ended. */
export async function sweepHouseExports(deps: Deps, tenantId: string): Promise<void> {
  await deps.db.withTenant(tenantId, (tx) => endRows(tx, { until: deps.clock.now() }));
  await removeParts(deps, tenantId);
}
