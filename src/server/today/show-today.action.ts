import { MemberId } from "../../contract/ids.ts";
import { nextShift } from "../../contract/next-shift.ts";
import type { Today } from "../../contract/today.ts";
import { showDuty } from "../duty/show-duty.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { can } from "../rights/can.ts";
import { showOwnRoster } from "../roster/show-own-roster.action.ts";
import { showToday as showWorking } from "../roster/show-today.action.ts";
import { unseenPlan } from "../roster/unseen-plan.action.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { addDays, localDay } from "../time/calendar-day.ts";
import { instantOf } from "../time/zone.ts";
import { gatherNeeds } from "./gather-needs.action.ts";
import { isOffDuty } from "./is-off-duty.action.ts";

const ahead = 21;

/** "Heute": one look in the morning, for the one who looks. */
export async function showTodayPage(deps: Deps, tx: Tx, caller: Caller): Promise<Today> {
  const { tenantId, memberId } = caller;
  const now = deps.clock.now();
  const zone = await loadTimeZone(tx, tenantId);
  const day = localDay(now, zone);
  const roster = can(caller, "see-roster");
  const own = roster ? await showOwnRoster(deps, tx, caller, { from: day, to: addDays(day, ahead) }) : undefined;
  const shifts = (own?.shifts ?? [])
    .filter((one) => !one.cancelled && instantOf(one.end, zone) > now)
    .toSorted((a, b) => a.start.localeCompare(b.start));
  const next = nextShift(own?.shifts ?? [], now.getTime());
  const duty = roster ? await showDuty(deps, tx, caller) : undefined;
  const working = roster ? (await showWorking(deps, tx, tenantId)).people : [];
  const plans = can(caller, "plan-roster");
  const unique = new Map(working.filter(({ kind }) => kind !== "on_call").map((one) => [one.memberId, one.name]));
  return {
    day,
    needs: await gatherNeeds(deps, tx, caller, {
      today: day,
      alarms: (duty?.alarms ?? []).filter(({ acknowledged }) => acknowledged === null).length,
      unanswered: own?.open ?? 0,
    }),
    shift: next
      ? {
          id: next.id,
          kind: next.kind,
          start: next.start,
          end: next.end,
          place: next.place,
          asked: next.asked && next.answer === "none",
          version: next.version,
        }
      : null,
    places: shifts
      .filter((one) => one.start.slice(0, 10) === day)
      .map(({ id, place, projectId }) => ({ shiftId: id, place, projectId })),
    onCall: (duty?.now ?? []).map(({ memberId: id, name, until, unavailable }) => ({
      memberId: id,
      name,
      until,
      unavailable,
    })),
    working: [...unique].map(([id, name]) => ({ memberId: MemberId.parse(id), name })),
    unseen: plans ? await unseenPlan(deps, tx, tenantId) : [],
    quiet: await isOffDuty(deps, tx, tenantId, memberId),
    mayNote: duty?.mayNote ?? false,
    maySeeStanding: can(caller, "manage-setup"),
  };
}
