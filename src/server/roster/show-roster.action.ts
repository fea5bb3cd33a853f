import { MemberId } from "../../contract/ids.ts";
import type { PlannedShift, RosterView } from "../../contract/roster.ts";
import { listPeople } from "../members/list-people.action.ts";
import { shownName } from "../members/shown-name.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { can } from "../rights/can.ts";
import { localDay } from "../time/calendar-day.ts";
import { ageOn, lastMinorDay } from "../working-time/age.ts";
import { loadFirm } from "../working-time/load-firm.action.ts";
import { loadWorkers } from "../working-time/load-workers.action.ts";
import { showCrews } from "../working-time/show-crews.action.ts";
import { overlaps, spanAround } from "../working-time/spans.ts";
import { absencesIn } from "./absence.store.ts";
import { missingAnswers, missingView } from "./notices/missing-answers.action.ts";
import { loadPublished } from "./published-shift.store.ts";
import { absenceView, holidaysIn, shiftView } from "./roster-rows.ts";
import { type Days, spanOfDays } from "./roster-span.ts";
import { loadShapes } from "./shapes/shape.store.ts";
import { loadShifts } from "./shift.store.ts";
import { type DraftShift, type PublishedShift, stateOf } from "./shift.ts";

/** The plan of everybody, for those who make it. */
export async function showRoster(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  { tenantId }: Caller,
  days: Days,
): Promise<RosterView> {
  const firm = await loadFirm(tx, tenantId);
  const span = spanOfDays(days, firm.zone);
  const now = deps.clock.now();
  const today = localDay(now, firm.zone);
  const workTime = await loadWorkers(deps, tx, tenantId);
  const told = Map.groupBy(await loadPublished(deps, tx, tenantId, { plannedIn: span }), ({ id }) => id);
  const drafts = await loadShifts(deps, tx, tenantId, { span });
  const absences = await absencesIn(tx, spanAround(span, ...drafts));
  const isAway = (shift: DraftShift) =>
    !shift.removed &&
    shift.end > now &&
    absences.some((one) => one.memberId === shift.memberId && one.end > now && overlaps(one, shift));
  const shifts = drafts.flatMap((draft) => plannedShift(draft, told.get(draft.id) ?? [], isAway(draft)));
  const everybody = await listPeople(deps, tx);
  const planned = new Set(drafts.map(({ memberId }) => memberId));
  const people = everybody.filter((one) => planned.has(one.id) || (one.active && can(one, "see-roster")));
  const nameOf = new Map(everybody.map((one) => [one.id, shownName(one, today)]));
  const missing = await missingAnswers(deps, tx, [...told.values()].flat());
  return {
    ...days,
    timeZone: firm.zone,
    people: people.map((one) => {
      const { crewId, age, qualifications } = workTime(one.id);
      const isMinor = age.bornOn !== null && ageOn(age, days.from) === "minor";
      return {
        id: MemberId.parse(one.id),
        name: nameOf.get(one.id) ?? "",
        role: one.role,
        crewId,
        minorUntil: isMinor && age.bornOn !== null ? lastMinorDay(age.bornOn) : null,
        endsOn: one.endsOn,
        qualifications: [...qualifications],
      };
    }),
    shifts,
    absences: absences.filter((one) => overlaps(one, span)).map(absenceView),
    holidays: holidaysIn(days, firm.state),
    crews: await showCrews(tx),
    shapes: await loadShapes(tx),
    missing: missing
      .map((one) => missingView(one, nameOf.get(one.memberId) ?? ""))
      .toSorted((a, b) => a.name.localeCompare(b.name, "de")),
    unpublished: shifts.filter(({ state }) => state !== "published").length,
  };
}

/** Empty: taken out of the plan, and everybody knows it. */
function plannedShift(draft: DraftShift, told: readonly PublishedShift[], unavailable: boolean): PlannedShift[] {
  if (draft.removed && told.every(({ cancelledAt }) => cancelledAt !== null)) return [];
  const own = told.find(({ memberId, cancelledAt }) => memberId === draft.memberId && cancelledAt === null);
  const asked = own !== undefined && own.askedAt !== null;
  return [
    {
      ...shiftView(draft),
      state: stateOf(draft, told),
      answer: asked ? own.answer : null,
      answeredAt: asked ? (own.answeredAt?.toISOString() ?? null) : null,
      reason: asked ? own.reason : "",
      unavailable,
    },
  ];
}
