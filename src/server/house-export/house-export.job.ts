import { appendAudit } from "../audit/append-audit.action.ts";
import { server } from "../audit/audit.ts";
import type { Deps } from "../platform/deps.ts";
import { assertRoom, isNoRoom } from "../platform/files/room.adapter.ts";
import { after, day, minute } from "../platform/instant.ts";
import { addJobs, type Task } from "../platform/jobs.ts";
import { countTry, endRows, loadExport, updateExport } from "./house-export.store.ts";
import { partJob } from "./part-job.ts";
import { removeParts } from "./remove-parts.action.ts";
import { writePart } from "./write-part.action.ts";

const mostTries = 3;

/** Nobody knows when there is room again; whoever has a disk that is full for so long orders anew. */
const lookAgainMs = 10 * minute;
const mostWaitMs = day;

/**
 * Writes one part; what broke off three times is given up, and the page says so. A try is counted before it begins: of
 * one that the server dies of nothing is heard afterwards. A full disk is no failure of the export's: it waits for room.
 */
export function houseExportTask(deps: Deps): Task {
  return async (payload) => {
    const [tenantId, exportId] = [String(payload.tenantId), String(payload.exportId)];
    const tries = await deps.db.withTenant(tenantId, (tx) => countTry(tx, exportId));
    if (tries > mostTries) return await giveUp(deps, tenantId, exportId);
    try {
      // Before anything is gathered that could not be kept.
      await assertRoom(deps.config.dataDir, 0);
      await writePart(deps, tenantId, exportId);
    } catch (error) {
      if (isNoRoom(error) && (await waitForRoom(deps, tenantId, exportId, tries - 1))) return;
      if (tries === mostTries) await giveUp(deps, tenantId, exportId);
      throw error;
    }
  };
}

/**
 * What processes that were killed left of this part makes room first: it may be what the next try lacks.
 * @returns false: it has waited long enough
 */
async function waitForRoom(deps: Deps, tenantId: string, exportId: string, tries: number): Promise<boolean> {
  const now = deps.clock.now();
  await removeParts(deps, tenantId);
  return await deps.db.withTenant(tenantId, async (tx) => {
    const row = await loadExport(tx, exportId);
    if (row && row.orderedAt <= after(now, -mostWaitMs)) return false;
    if (await updateExport(tx, exportId, { tries, waits_for_room: true }))
      await addJobs(tx, [{ ...partJob(tenantId, exportId), runAt: after(now, lookAgainMs) }]);
    return true;
  });
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
