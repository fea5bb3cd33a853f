import { removeFiles } from "../attachments/forget-files.action.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { server } from "../audit/audit.ts";
import { heedHolds } from "../platform/db/holds-turn.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { forgetSoon } from "../platform/jobs/forget-soon.ts";
import { forgetTeamFilesOf } from "../team-files/team-files.action.ts";
import { deleteMessages, olderThan } from "./room-message.store.ts";

/** LK-12: talk inside the business. */
const keptDays = 90;
const batch = 200;

/**
 * Deletes what was said in rooms 90 days ago and no hold keeps, with its photos but for those of a project, batch by batch,
 * and keeps the count as proof. Killed anywhere it goes on where it was.
 */
export async function sweepRooms(deps: Deps, tenantId: string): Promise<void> {
  const before = after(deps.clock.now(), -keptDays * day);
  for (let last = batch; last === batch; ) {
    const { ids, files } = await deps.db.withTenant(tenantId, async (tx) => {
      await heedHolds(tx, tenantId);
      const old = await olderThan(tx, before, batch);
      const gone = await forgetTeamFilesOf(tx, old);
      const messages = await deleteMessages(tx, old);
      if (messages > 0) {
        await appendAudit(deps, tx, {
          tenantId,
          actor: server,
          verb: "sweep-rooms",
          subjectKind: "room",
          subjectId: null,
          details: { class: "LK-12", messages, files: gone.length },
        });
        await forgetSoon(deps, tx, "forget-room-words");
      }
      return { ids: old, files: gone };
    });
    await removeFiles(deps, tenantId, files);
    last = ids.length;
  }
}
