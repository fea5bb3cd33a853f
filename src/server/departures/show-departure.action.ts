import type { DepartureView } from "../../contract/departures.ts";
import { MemberId } from "../../contract/ids.ts";
import { countConversationsOf } from "../conversations/pass-on-conversations.action.ts";
import { countDevicesOf } from "../devices/end-devices-of.action.ts";
import { showClearing } from "../devices/show-clearing.action.ts";
import { countAccess } from "../members/end-access.action.ts";
import { listPeople, type Member } from "../members/list-people.action.ts";
import { whyNotLetGo } from "../members/set-last-day.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { countProjectsOf } from "../projects/pass-on-projects.action.ts";
import { roomsToPassOn } from "../rooms/pass-on-rooms.action.ts";
import { countShiftsOf } from "../roster/pass-on-shifts.action.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { localDay } from "../time/calendar-day.ts";
import { type Departure, findDeparture, nobody } from "./departure.store.ts";
import { overAt } from "./over-at.ts";
import { mayTake } from "./takers.ts";

/** What letting somebody go touches now, who may take it over, and what became of it once it is done. */
export async function showDeparture(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  memberId: string,
  asked?: string,
): Promise<DepartureView> {
  const { tenantId } = caller;
  const people = await listPeople(deps, tx);
  const member = people.find(({ id }) => id === memberId);
  if (member === undefined) throw new Problem("not-found");
  const departure = await findDeparture(tx, memberId);
  const done = departure?.doneAt ?? null;
  const zone = await loadTimeZone(tx, tenantId);
  const now = deps.clock.now();
  const lastDay = asked ?? member.endsOn ?? localDay(now, zone);
  const led = await roomsToPassOn(tx, memberId);
  const { shifts, duty } = await countShiftsOf(deps, tx, tenantId, memberId, overAt(lastDay, zone, now));
  const id = (one: string | null) => (one === null ? null : MemberId.parse(one));
  const to = departure?.to ?? nobody;
  return {
    memberId: MemberId.parse(memberId),
    name: member.name,
    state: done ? "done" : member.endsOn === null ? "none" : "planned",
    lastDay: member.endsOn,
    refusal: done ? null : ((await whyNotLetGo(tx, member, caller.memberId)) ?? null),
    ends: { ...(await countAccess(deps, tx, memberId)), devices: await countDevicesOf(tx, memberId) },
    touches: {
      conversations: await countConversationsOf(tx, memberId),
      projects: await countProjectsOf(tx, memberId),
      rooms: led.count,
      shifts,
      duty,
    },
    to: {
      conversations: id(to.conversations),
      projects: id(to.projects),
      rooms: id(to.rooms),
      shifts: id(to.shifts),
      duty: id(to.duty),
    },
    takers: people
      .filter((one) => one.id !== memberId && one.active && (one.endsOn === null || one.endsOn > lastDay))
      .map((one) => ({
        id: MemberId.parse(one.id),
        name: one.name,
        may: mayTake(one.role).filter((kind) => kind !== "rooms" || led.memberIds.has(one.id)),
      })),
    receipt: departure && done ? await receiptOf(tx, departure, done, people) : null,
  };
}

async function receiptOf(
  tx: Tx,
  { memberId, plannedBy, to, receipt }: Departure,
  doneAt: Date,
  people: readonly Member[],
): Promise<DepartureView["receipt"]> {
  const nameOf = (id: string | null) => people.find((one) => one.id === id)?.name ?? null;
  const none = { moved: 0, open: 0 };
  const handed = (kind: keyof typeof to) => ({ toName: nameOf(to[kind]), ...(receipt.handed?.[kind] ?? none) });
  return {
    doneAt: doneAt.toISOString(),
    byName: nameOf(plannedBy),
    sessions: receipt.sessions ?? 0,
    programs: receipt.programs ?? 0,
    handed: {
      conversations: handed("conversations"),
      projects: handed("projects"),
      rooms: handed("rooms"),
      shifts: handed("shifts"),
      duty: handed("duty"),
    },
    devices: await showClearing(tx, memberId, doneAt),
  };
}
