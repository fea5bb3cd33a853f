import { fetchPendingAgain } from "../attachments/register-inbound-media.action.ts";
import { headOfArchive, noteRestore, setCheckpointsAside } from "../audit/note-restore.action.ts";
import { rebuildNames } from "../contacts/rebuild-names.action.ts";
import { rebuildWords } from "../conversations/rebuild-words.action.ts";
import { endHouseExports } from "../house-export/end-house-exports.action.ts";
import { endSessions } from "../members/end-sessions.action.ts";
import { doubtWaiting } from "../outbound/delivery/doubt-waiting.action.ts";
import type { Deps } from "../platform/deps.ts";
import { readHolds, readLedger } from "../retention/erasure-ledger.adapter.ts";
import { replayErasures } from "../retention/replay-erasures.action.ts";
import { replayHolds } from "../retention/replay-holds.action.ts";
import { resumeErasures } from "../retention/resume-erasures.action.ts";
import { rebuildRoomWords } from "../rooms/rebuild-room-words.action.ts";
import { endAnswers } from "../subject-requests/end-answers.action.ts";
import { listTenants } from "../tenants/list-tenants.action.ts";
import type { About } from "./archive.ts";
import { insertPause } from "./restore-pause.store.ts";

/**
 * What must hold before the first door opens: nobody is signed in by a session that may have ended since, nothing that
 * waited leaves by itself, sending rests until the owner confirms, whoever was erased since is erased again (F24, ER-4),
 * the search knows the messages again (F22), what was on its way is under way again, and what was made to be handed over,
 * whose files no backup takes along, is over.
 * @param onIndexed called with the number of messages just indexed
 */
export async function finishRestore(deps: Deps, about: About, onIndexed: (messages: number) => void): Promise<void> {
  const tenants = await listTenants(deps);
  const restoredAt = deps.clock.now();
  for (const tenantId of tenants) {
    await deps.db.withTenant(tenantId, async (tx) => {
      const head = await headOfArchive(tx);
      await endSessions(deps, tx, tenantId, "all");
      const uncertain = await doubtWaiting(deps, tx);
      await insertPause(tx, tenantId, {
        pauseId: deps.ids.uuid(),
        backupMadeAt: about.madeAt,
        restoredAt,
        uncertain,
      });
      await noteRestore(deps, tx, tenantId, head, { backupMadeAt: about.madeAt, restoredAt, uncertain });
      await fetchPendingAgain(tx, tenantId);
      await resumeErasures(deps, tx, tenantId);
      await endHouseExports(tx);
      await endAnswers(tx);
    });
  }
  // First the holds: what one in force keeps is restricted, not erased.
  await replayHolds(deps, await readHolds(deps.config.dataDir), tenants);
  await replayErasures(deps, await readLedger(deps.config.dataDir), tenants);
  for (const tenantId of tenants) {
    await rebuildNames(deps, tenantId);
    await rebuildWords(deps, tenantId, onIndexed);
    await rebuildRoomWords(deps, tenantId);
  }
  setCheckpointsAside(deps, restoredAt);
}
