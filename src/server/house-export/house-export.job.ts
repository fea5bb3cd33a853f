import { appendAudit } from "../audit/append-audit.action.ts";
import { server } from "../audit/audit.ts";
import type { Deps } from "../platform/deps.ts";
import type { Task } from "../platform/jobs.ts";
import { countTry, endRows, updateExport } from "./house-export.store.ts";
import { removeParts } from "./remove-parts.action.ts";
import { writePart } from "./write-part.action.ts";

const mostTries = 3;

/** Writes one part; what fails three times is given up, and the page says so. */
export function houseExportTask(deps: Deps): Task {
  return async (payload) => {
    const [tenantId, exportId] = [String(payload.tenantId), String(payload.exportId)];
    try {
      await writePart(deps, tenantId, exportId);
    } catch (error) {
      const over = await deps.db.withTenant(tenantId, async (tx) => {
        if ((await countTry(tx, exportId)) < mostTries) return false;
        if (await updateExport(tx, exportId, { state: "failed" })) {
          const entry = { tenantId, actor: server, verb: "give-up-house-export", subjectKind: "house-export" } as const;
          await appendAudit(deps, tx, { ...entry, subjectId: exportId });
        }
        return true;
      });
      if (over) await removeParts(deps, tenantId);
      throw error;
    }
  };
}

/** Files whose three days are over go, and whatever belongs to an export that ended. */
export async function sweepHouseExports(deps: Deps, tenantId: string): Promise<void> {
  await deps.db.withTenant(tenantId, (tx) => endRows(tx, { until: deps.clock.now() }));
  await removeParts(deps, tenantId);
}
