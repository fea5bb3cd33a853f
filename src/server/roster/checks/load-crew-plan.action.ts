import { listPeople } from "../../members/list-people.action.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { after, day } from "../../platform/instant.ts";
import { can } from "../../rights/can.ts";
import { addDays } from "../../time/calendar-day.ts";
import { loadFirm } from "../../working-time/load-firm.action.ts";
import { loadWorkers } from "../../working-time/load-workers.action.ts";
import type { Span } from "../../working-time/spans.ts";
import { absencesIn } from "../absence.store.ts";
import { publishedIn } from "../published-shift.store.ts";
import { loadShifts } from "../shift.store.ts";
import { checkShift } from "./check-shift.ts";
import type { Check, ShiftPlan } from "./shift-plan.ts";

/**
 * Everything the checks need to know about everybody around a stretch of time, read once: then each question costs
 * nothing. `check` leaves out the shift it is asked about.
 * @param known what people were told already is all that may shine through to them; planners see drafts too
 */
export async function loadCrewPlan(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  tenantId: string,
  span: Span,
  known: "planned" | "told" = "planned",
) {
  const around = { start: after(span.start, -8 * day), end: after(span.end, 8 * day) };
  const firm = await loadFirm(tx, tenantId);
  const workTime = await loadWorkers(deps, tx, tenantId);
  const people = (await listPeople(deps, tx)).filter((one) => can(one, "see-roster"));
  const shifts: (ShiftPlan & { readonly id: string; readonly memberId: string })[] =
    known === "told"
      ? (await publishedIn(tx, around)).map((shift) => ({ ...shift, qualification: null }))
      : (await loadShifts(deps, tx, tenantId, { span: around })).filter(({ removed }) => !removed);
  const absences = await absencesIn(tx, around);
  const check: Check = (memberId, plan, without = []) => {
    const person = people.find(({ id }) => id === memberId);
    const { age, qualifications } = workTime(memberId);
    return checkShift(
      plan,
      {
        age,
        apprentice: person?.role === "apprentice",
        qualifications,
        endsOn: person === undefined ? null : lastWorkday(person),
        shifts: shifts.filter((one) => one.memberId === memberId && one.id !== plan.id && !without.includes(one.id)),
        absences: absences.filter((one) => one.memberId === memberId),
      },
      firm,
    );
  };
  return { firm, people, shifts, check };
}

/** Whoever was let go in the middle of a day works on it no more. */
function lastWorkday({ active, endsOn }: { readonly active: boolean; readonly endsOn: string | null }): string | null {
  return endsOn !== null && !active ? addDays(endsOn, -1) : endsOn;
}
