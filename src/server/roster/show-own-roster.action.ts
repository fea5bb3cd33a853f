import type { OwnRoster, OwnShift } from "../../contract/roster.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { loadFirm } from "../working-time/load-firm.action.ts";
import { overlaps, spanAround } from "../working-time/spans.ts";
import { absencesIn } from "./absence.store.ts";
import { isUrgent } from "./notices/tell-people.action.ts";
import { loadPublished } from "./published-shift.store.ts";
import { absenceView, holidaysIn, shiftView } from "./roster-rows.ts";
import { type Days, spanOfDays } from "./roster-span.ts";
import type { PublishedShift } from "./shift.ts";
import { openSwaps } from "./swaps/swap.store.ts";

/** What the caller was told about themselves, and nothing about anybody else. */
export async function showOwnRoster(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  { tenantId, memberId }: Caller,
  days: Days,
): Promise<OwnRoster> {
  const firm = await loadFirm(tx, tenantId);
  const span = spanOfDays(days, firm.zone);
  const now = deps.clock.now();
  const swaps = new Map((await openSwaps(deps, tx, tenantId)).map((swap) => [swap.shiftId, swap.id]));
  const known = await loadPublished(deps, tx, tenantId, { memberId, asked: true });
  const shifts = await loadPublished(deps, tx, tenantId, { span, memberId });
  const absences = await absencesIn(tx, spanAround(span, ...known, ...shifts), [memberId]);
  const isAsked = (shift: PublishedShift) => shift.askedAt !== null && shift.end > now;
  const own = (shift: PublishedShift): OwnShift => ({
    ...shiftView(shift),
    cancelled: shift.cancelledAt !== null,
    asked: isAsked(shift),
    answer: shift.answer,
    answeredAt: shift.answeredAt?.toISOString() ?? null,
    reason: shift.reason,
    urgent: isAsked(shift) && isUrgent(shift, shift.publishedAt),
    version: shift.sequence,
    changed: shift.sequence > 0,
    swapId: swaps.get(shift.id) ?? null,
    unavailable: shift.cancelledAt === null && absences.some((one) => one.end > now && overlaps(one, shift)),
  });
  // A cancelled shift stays in sight until its person has taken note of it.
  const shown = shifts.filter((one) => one.cancelledAt === null || (isAsked(one) && one.answer === "none"));
  const unanswered = known.filter(isAsked);
  return {
    ...days,
    timeZone: firm.zone,
    shifts: shown.map(own),
    absences: absences.filter((one) => overlaps(one, span)).map(absenceView),
    holidays: holidaysIn(days, firm.state),
    later: unanswered.filter(({ start }) => start >= span.end).map(own),
    open: unanswered.length,
  };
}
