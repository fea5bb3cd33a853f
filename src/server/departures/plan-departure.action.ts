import type { AuditVerb } from "../../contract/audit-verbs.ts";
import { handedOver, type PlanDeparture } from "../../contract/departures.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { appendEvents } from "../events/append-events.action.ts";
import { setLastDay } from "../members/set-last-day.action.ts";
import type { Caller } from "../platform/caller.ts";
import { heedHolds } from "../platform/db/holds-turn.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { keepFirmRoom } from "../rooms/keep-firm-room.action.ts";
import { passOnShifts } from "../roster/pass-on-shifts.action.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { localDay } from "../time/calendar-day.ts";
import { dropDeparture, findDeparture, nobody, noteReceipt, putDeparture, type To } from "./departure.store.ts";
import { letGo } from "./let-go.action.ts";
import { overAt } from "./over-at.ts";
import { showDeparture } from "./show-departure.action.ts";

/**
 * Lets somebody go, today or at the end of a day to come. Shifts after the last day go to whoever takes them at once,
 * so that they know in time; everything else when the day is over.
 * @throws Problem conflict with the reason: the last owner, oneself, somebody who has left already
 */
export async function planDeparture(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  memberId: string,
  wish: PlanDeparture,
): Promise<void> {
  const { tenantId } = caller;
  const now = deps.clock.now();
  const zone = await loadTimeZone(tx, tenantId);
  const today = localDay(now, zone);
  const over = wish.now || wish.lastDay < today;
  if (wish.now && wish.lastDay > today)
    throw new Problem("bad-input", {
      fields: { lastDay: { de: "Sofort geht nur heute.", en: "At once is possible today only." } },
    });
  if (over) await heedHolds(tx, tenantId);
  const before = await findDeparture(tx, memberId);
  if (before?.doneAt)
    throw new Problem("conflict", {
      detail: { de: "Diese Person ist schon ausgeschieden.", en: "This person has already left." },
    });
  const to = await checkedTakers(deps, tx, caller, memberId, wish);
  await putDeparture(tx, tenantId, { memberId, plannedBy: caller.memberId, to, at: now });
  await setLastDay(deps, tx, tenantId, { memberId, callerId: caller.memberId, endsOn: wish.lastDay, over });
  if (over) await keepFirmRoom(deps, tx, tenantId);
  await note(deps, tx, caller, memberId, "plan-departure", { lastDay: wish.lastDay, now: over });
  if (over) return await letGo(deps, tx, tenantId, memberId, actorOf(caller));
  const from = overAt(wish.lastDay, zone, now);
  const shifts = { memberId, from, shiftsTo: to.shifts, dutyTo: to.duty, actorId: caller.memberId };
  const { events, ...moved } = await passOnShifts(deps, tx, tenantId, shifts);
  const none = { moved: 0, open: 0 };
  const was = before?.receipt.handed;
  const sum = (kind: "shifts" | "duty") => ({ ...moved[kind], moved: moved[kind].moved + (was?.[kind].moved ?? 0) });
  const handed = { conversations: none, projects: none, rooms: none, shifts: sum("shifts"), duty: sum("duty") };
  await noteReceipt(tx, memberId, { handed });
  await appendEvents(deps, tx, tenantId, [...events, { kind: "member-changed", memberId }]);
}

/** Takes a last day back while it is to come. Shifts that were handed over stay where they are. */
export async function undoDeparture(deps: Deps, tx: Tx, caller: Caller, memberId: string): Promise<void> {
  const { tenantId } = caller;
  if ((await findDeparture(tx, memberId))?.doneAt)
    throw new Problem("conflict", {
      detail: {
        de: "Das Ausscheiden ist vollzogen. Wer wiederkommt, wird neu eingetragen.",
        en: "The departure is complete. Whoever returns is invited again.",
      },
    });
  await setLastDay(deps, tx, tenantId, { memberId, endsOn: null, over: false });
  await dropDeparture(tx, memberId);
  await note(deps, tx, caller, memberId, "undo-departure", {});
  await appendEvents(deps, tx, tenantId, [{ kind: "member-changed", memberId }]);
}

/** Only who may take a thing and is here longer than the one who leaves. */
async function checkedTakers(deps: Deps, tx: Tx, caller: Caller, memberId: string, wish: PlanDeparture): Promise<To> {
  const { takers } = await showDeparture(deps, tx, caller, memberId, wish.lastDay);
  const to: Record<keyof To, string | null> = { ...nobody };
  for (const kind of handedOver) {
    const wanted = wish.to[kind] ?? null;
    const may = takers.some((one) => one.id === wanted && one.may.includes(kind));
    if (wanted !== null && !may)
      throw new Problem("bad-input", {
        fields: {
          [`to.${kind}`]: { de: "Diese Person kann das nicht übernehmen.", en: "This person cannot take this over." },
        },
      });
    to[kind] = wanted;
  }
  return to;
}

async function note(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  memberId: string,
  verb: AuditVerb,
  details: Readonly<Record<string, string | boolean>>,
): Promise<void> {
  const { tenantId } = caller;
  const subject = { subjectKind: "member", subjectId: memberId };
  await appendAudit(deps, tx, { tenantId, actor: actorOf(caller), verb, ...subject, details });
}
