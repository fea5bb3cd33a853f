import { appendEvents } from "../../events/append-events.action.ts";
import type { Deps } from "../../platform/deps.ts";
import { loadPublished } from "../published-shift.store.ts";
import { judgeNotices } from "./judge-notice.action.ts";
import { type ShiftNotice, takeDueNotices, updateNotice } from "./notice.store.ts";
import { pushNotices } from "./push-notices.action.ts";

/** Tells what waited for somebody's work to begin. The policy is asked again: the plan may have changed since. */
export async function sendNotices(deps: Deps, tenantId: string): Promise<void> {
  await deps.db.withTenant(tenantId, async (tx) => {
    const now = deps.clock.now();
    const told: { readonly memberId: string; readonly about: ShiftNotice["about"] }[] = [];
    for (const notice of await takeDueNotices(tx, now)) {
      const shifts = await loadPublished(deps, tx, tenantId, { shiftIds: [notice.shiftId] });
      const shift = shifts.find(({ memberId }) => memberId === notice.memberId) ?? shifts[0];
      // Looked up, answered or over in the meantime: nothing is left to tell.
      if (shift === undefined || shift.end <= now || (notice.about !== "swap" && shift.answer !== "none")) {
        await updateNotice(tx, notice.id, { sentAt: now, dueAt: notice.dueAt });
        continue;
      }
      const [judged] = await judgeNotices(deps, tx, tenantId, notice.about, new Map([[notice.memberId, shift]]));
      if (judged === undefined) continue;
      const { dueAt, decisionId } = judged;
      await updateNotice(tx, notice.id, {
        sentAt: dueAt === null ? now : null,
        dueAt: dueAt ?? notice.dueAt,
        decisionId,
      });
      if (dueAt === null) told.push(notice);
    }
    for (const about of ["plan", "swap", "again"] as const)
      await pushNotices(deps, tx, tenantId, about, [
        ...new Set(told.filter((one) => one.about === about).map((one) => one.memberId)),
      ]);
    await appendEvents(
      deps,
      tx,
      tenantId,
      [...new Set(told.map((one) => one.memberId))].map((memberId) => ({ kind: "roster-changed", memberId })),
    );
  });
}
