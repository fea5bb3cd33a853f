import { appendAudit } from "../audit/append-audit.action.ts";
import { type Actor, server } from "../audit/audit.ts";
import { endCalendarLinkOf } from "../calendar/change-calendar-link.action.ts";
import { passOnConversations } from "../conversations/pass-on-conversations.action.ts";
import { endDevicesOf } from "../devices/end-devices-of.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import { endAccess } from "../members/end-access.action.ts";
import { forgetPasskeys } from "../members/passkeys/forget-passkeys.action.ts";
import { heedHolds } from "../platform/db/holds-turn.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { passOnProjects } from "../projects/pass-on-projects.action.ts";
import { keepFirmRoom } from "../rooms/keep-firm-room.action.ts";
import { passOnRooms } from "../rooms/pass-on-rooms.action.ts";
import { passOnShifts } from "../roster/pass-on-shifts.action.ts";
import { forgetStaffAddresses } from "../team/keep-staff-addresses.action.ts";
import { findDeparture, nobody, noteReceipt, putDeparture } from "./departure.store.ts";

/**
 * DV-4, all of it at once: nobody comes in as this member, their devices clear themselves at their next contact, and
 * their work is somebody else's or visibly open. Whoever calls has seen to it that the member is active no more.
 * @param actor who decided it; the server when a last day is over
 */
export async function letGo(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  memberId: string,
  actor: Actor = server,
): Promise<void> {
  // What a hold keeps of their projects is known before they leave them.
  await heedHolds(tx, tenantId);
  const now = deps.clock.now();
  const planned = await findDeparture(tx, memberId);
  const to = planned?.to ?? nobody;
  if (planned === undefined) await putDeparture(tx, tenantId, { memberId, plannedBy: actor.id, to, at: now });
  const devices = await endDevicesOf(deps, tx, { tenantId, memberId, actor }, { forgetPasskeys });
  const { sessions, programs } = await endAccess(deps, tx, tenantId, memberId);
  await endCalendarLinkOf(deps, tx, memberId);
  await forgetStaffAddresses(tx, [memberId]);
  const events = await passOnConversations(deps, tx, memberId, to.conversations);
  const projects = await passOnProjects(deps, tx, tenantId, memberId, to.projects);
  const rooms = await passOnRooms(deps, tx, tenantId, memberId, to.rooms);
  const wish = { memberId, from: now, shiftsTo: to.shifts, dutyTo: to.duty, actorId: actor.id };
  const roster = await passOnShifts(deps, tx, tenantId, wish);
  await keepFirmRoom(deps, tx, tenantId);
  const whole = (count: number, toId: string | null) =>
    toId === null ? { moved: 0, open: count } : { moved: count, open: 0 };
  // What was handed over when the day was set, and what came since.
  const before = planned?.receipt.handed;
  const handed = {
    conversations: whole(events.length, to.conversations),
    projects: whole(projects, to.projects),
    rooms,
    shifts: { moved: roster.shifts.moved + (before?.shifts.moved ?? 0), open: roster.shifts.open },
    duty: { moved: roster.duty.moved + (before?.duty.moved ?? 0), open: roster.duty.open },
  };
  await noteReceipt(tx, memberId, { sessions, programs, handed }, now);
  await appendAudit(deps, tx, {
    tenantId,
    actor,
    verb: "end-member",
    subjectKind: "member",
    subjectId: memberId,
    details: { sessions, devices, programs, ...countsOf(handed) },
  });
  const all = [...events, ...roster.events];
  await appendEvents(deps, tx, tenantId, [
    ...all,
    { kind: "device-changed", memberId },
    { kind: "member-changed", memberId },
  ]);
}

/** "conversations: 3, conversations-open: 0 …": closed names and numbers, as the audit wants them. */
function countsOf(handed: Readonly<Record<string, { moved: number; open: number }>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(handed).flatMap(([kind, { moved, open }]) => [
      [kind, moved],
      [`${kind}-open`, open],
    ]),
  );
}
