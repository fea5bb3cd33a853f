import type { NewEvent } from "../../events/append-events.action.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { after, hour } from "../../platform/instant.ts";
import type { Shift } from "../shift.ts";
import { type JudgedNotice, judgeNotices } from "./judge-notice.action.ts";
import { dropWaiting, insertNotice, type ShiftNotice } from "./notice.store.ts";
import { pushNotices } from "./push-notices.action.ts";

/** Changes so shortly before a shift are told as urgent, and the person is asked anew. */
const urgentHours = 48;

export const isUrgent = (shift: Pick<Shift, "start">, now: Date): boolean =>
  shift.start > now && shift.start <= after(now, urgentHours * hour);

/**
 * Tells each person of their own shifts: now where the policy allows it, otherwise when their work begins.
 * @param changes per person what changed, cancelled ones included
 * @returns how each was judged, and the events to append
 */
export async function tellPeople(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  tenantId: string,
  about: ShiftNotice["about"],
  changes: ReadonlyMap<string, readonly Shift[]>,
): Promise<{ readonly judged: JudgedNotice[]; readonly events: NewEvent[] }> {
  const now = deps.clock.now();
  const next = new Map(
    [...changes].flatMap(([memberId, shifts]) => {
      const first = shifts.toSorted((a, b) => a.start.getTime() - b.start.getTime()).find(({ end }) => end > now);
      return first ? [[memberId, first] as const] : [];
    }),
  );
  const judged = await judgeNotices(deps, tx, tenantId, about, next);
  await dropWaiting(tx, [...next.keys()], about);
  for (const { memberId, dueAt, decisionId } of judged) {
    const shiftId = next.get(memberId)?.id;
    if (shiftId === undefined) continue;
    const urgent = (changes.get(memberId) ?? []).some((shift) => isUrgent(shift, now));
    const notice = { id: deps.ids.uuid(), memberId, about, shiftId, urgent, madeAt: now, decisionId };
    await insertNotice(tx, tenantId, { ...notice, dueAt: dueAt ?? now, sentAt: dueAt === null ? now : null });
  }
  const reached = judged.filter(({ dueAt }) => dueAt === null).map(({ memberId }) => memberId);
  await pushNotices(deps, tx, tenantId, about, reached);
  return { judged, events: [...changes.keys()].map((memberId) => ({ kind: "roster-changed", memberId })) };
}
