import { MemberId } from "../../contract/ids.ts";
import type { CopyWeek, WeekCopied } from "../../contract/roster.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after } from "../platform/instant.ts";
import { Problem } from "../platform/problem.ts";
import { pressOnce } from "../presses/press-once.action.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { addDays } from "../time/calendar-day.ts";
import { clockOf, dayOf, instantOf, localTime } from "../time/zone.ts";
import { loadWorkers } from "../working-time/load-workers.action.ts";
import { showCrews } from "../working-time/show-crews.action.ts";
import { lengthOf } from "../working-time/spans.ts";
import { daysFrom, mondayOf } from "../working-time/weekday.ts";
import { loadCrewPlan } from "./checks/load-crew-plan.action.ts";
import { forPlanners } from "./for-planners.ts";
import { holdRoster } from "./hold-roster.action.ts";
import { keepShift } from "./keep-shift.action.ts";
import { spanOfDays } from "./roster-span.ts";
import { loadShifts } from "./shift.store.ts";
import type { Shift } from "./shift.ts";
import { shiftFrom } from "./shift-from.ts";

/**
 * Plans a week like another one, by the clock on the wall. What a check has anything against is left out and named; what
 * is planned there already stays. Pressed again it plans nothing and says what stands there.
 */
export async function copyWeek(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  wish: CopyWeek,
): Promise<WeekCopied> {
  let first: WeekCopied | undefined;
  await pressOnce(deps, tx, caller, "copy-week", wish, async () => {
    first = await copyShifts(deps, tx, caller, wish, { again: false });
    return first.copied > 0 ? deps.ids.uuid() : undefined;
  });
  return first ?? (await copyShifts(deps, tx, caller, wish, { again: true }));
}

async function copyShifts(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  { from, to, crewId }: CopyWeek,
  { again }: { readonly again: boolean },
): Promise<WeekCopied> {
  const { tenantId } = caller;
  if (mondayOf(from) !== from || mondayOf(to) !== to || from === to)
    throw new Problem("bad-input", {
      fields: { to: { de: "Bitte zwei verschiedene Montage.", en: "Please choose two different Mondays." } },
    });
  if (crewId !== null && !(await showCrews(tx)).some(({ id }) => id === crewId)) throw new Problem("not-found");
  await holdRoster(tx, tenantId);
  const zone = await loadTimeZone(tx, tenantId);
  const workTime = await loadWorkers(deps, tx, tenantId);
  const week = (monday: string) => spanOfDays({ from: monday, to: addDays(monday, 6) }, zone);
  const apart = from < to ? daysFrom(from, to).length - 1 : 1 - daysFrom(to, from).length;
  const { move, moveEnd } = movedBy(apart, zone);
  const isTheirs = (memberId: string) => crewId === null || workTime(memberId).crewId === crewId;
  const standing = await loadShifts(deps, tx, tenantId, { span: week(to) });
  const known = new Set(
    standing.filter(({ removed }) => !removed).map((s) => `${s.memberId} ${s.localStart} ${s.kind}`),
  );
  const plan = await loadCrewPlan(deps, tx, tenantId, week(to));
  const skipped: WeekCopied["skipped"] = [];
  let copied = 0;
  for (const shift of await loadShifts(deps, tx, tenantId, { span: week(from) })) {
    const start = move(shift.localStart);
    const begins = dayOf(shift.localStart) >= from;
    if (shift.removed || !begins || !isTheirs(shift.memberId)) continue;
    if (known.has(`${shift.memberId} ${start} ${shift.kind}`)) {
      if (again) copied += 1;
      continue;
    }
    const memberId = MemberId.parse(shift.memberId);
    const { kind, place, projectId, qualification } = shift;
    const wanted = { memberId, kind, start, end: moveEnd(shift), place, projectId, qualification };
    const copy = shiftFrom(deps.ids.uuid(), wanted, zone);
    const findings = plan.check(memberId, copy);
    if (again) {
      // What was copied and has been taken out since is no news.
      if (findings.some(({ severity }) => severity !== "note")) skipped.push({ memberId, start, findings });
      continue;
    }
    const { saved } = await keepShift(deps, tx, caller, copy, { findings, before: undefined, reason: "" });
    if (!saved) skipped.push({ memberId, start, findings });
    else {
      copied += 1;
      plan.shifts.push(copy);
    }
  }
  if (copied > 0 && !again) await appendEvents(deps, tx, tenantId, [forPlanners(caller)]);
  return { copied, skipped };
}

/** The same clock on another day: onto a time that the clock skips it comes an hour later, as the clock shows. */
function movedBy(days: number, zone: string) {
  const moved = (local: string) => instantOf(`${addDays(dayOf(local), days)}T${clockOf(local)}`, zone);
  const move = (local: string) => localTime(moved(local), zone);
  // Of a short one its end would be there first: it goes the same hour.
  const moveEnd = ({ localStart, localEnd, start, end }: Shift) => {
    const early = moved(localEnd) <= moved(localStart);
    return early ? localTime(after(moved(localStart), lengthOf({ start, end })), zone) : move(localEnd);
  };
  return { move, moveEnd };
}
