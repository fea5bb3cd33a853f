import type { z } from "zod";
import type { SaveAppointment, TodayProjects } from "../../contract/projects.ts";
import type { ShownName } from "../../contract/words.ts";
import type { Caller } from "../platform/caller.ts";
import { heedHolds } from "../platform/db/holds-turn.ts";
import { unlessChanged } from "../platform/db/unless-changed.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day, instant } from "../platform/instant.ts";
import { Problem } from "../platform/problem.ts";
import { dropOnce } from "../presses/drop-once.action.ts";
import { tellProject } from "../project-links/tell-projects.action.ts";
import { roomsOfProjects } from "../rooms/project-room.action.ts";
import { loadTenantName } from "../tenants/load-tenant-name.action.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { localDay } from "../time/calendar-day.ts";
import { localTime } from "../time/zone.ts";
import { accessProject, accessToManage } from "./access-project.action.ts";
import { appointmentIcs } from "./appointment-ics.ts";
import { appointmentNote } from "./appointment-words.ts";
import { assertNotHeld } from "./assert-not-held.action.ts";
import { keepVersion } from "./keep-version.action.ts";
import { changePeople } from "./people-of-project.action.ts";
import { keepPapers, loadMembersOf, loadProjects } from "./project.store.ts";
import {
  type AppointmentFields,
  appointmentsBetween,
  appointmentsOf,
  changeAppointment,
  dropAppointments,
  holdAppointment,
  insertAppointment,
} from "./project-note.store.ts";
import { writeProjectNote } from "./project-notes.action.ts";
import { customersOf } from "./show-project.action.ts";
import { rowsOf, viewOfAppointment } from "./show-projects.action.ts";

type Wish = z.output<typeof SaveAppointment>;

/** A new appointment or a changed one; whoever goes belongs to the project from then on. */
export async function saveAppointment(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  projectId: string,
  wish: Wish,
): Promise<string> {
  if (wish.appointmentId !== undefined) await heedHolds(tx, caller.tenantId);
  await accessToManage(tx, caller, projectId);
  if (Date.parse(wish.endsAt) <= Date.parse(wish.startsAt))
    throw new Problem("bad-input", {
      fields: { endsAt: { de: "Das Ende liegt vor dem Anfang.", en: "The end lies before the beginning." } },
    });
  const { tenantId } = caller;
  const at = deps.clock.now();
  await keepPapers(tx, projectId, at);
  const people = (await loadMembersOf(tx, [projectId])).get(projectId) ?? [];
  await changePeople(deps, tx, tenantId, projectId, { add: wish.memberIds });
  const fields = fieldsOf(wish);
  const appointmentId = wish.appointmentId ?? deps.ids.uuid();
  let was: AppointmentFields | undefined;
  if (wish.appointmentId === undefined) await insertAppointment(tx, tenantId, { appointmentId, projectId, at }, fields);
  else {
    // Whoever comes second reads what the first one left, or that it is gone: nothing comes back.
    const now = await holdAppointment(tx, projectId, appointmentId);
    if (now === undefined) throw new Problem("not-found");
    unlessChanged(wish.was && fieldsOf(wish.was), fieldsOf(viewOfAppointment(now)), fields);
    // Who was there, and when, stays on record.
    if (now.startsAt <= at) await keepVersion(deps, tx, tenantId, projectId, people);
    await changeAppointment(tx, appointmentId, fields, at);
    was = now;
  }
  await noteChange(deps, tx, caller, projectId, was, fields);
  await tellProject(deps, tx, tenantId, projectId);
  return appointmentId;
}

/** B11: a customer asks which appointment holds: who entered, moved or called it off, and when, stands in the notes. */
async function noteChange(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  projectId: string,
  was: AppointmentFields | undefined,
  now: AppointmentFields | undefined,
): Promise<void> {
  const zone = await loadTimeZone(tx, caller.tenantId);
  const visit = (one: AppointmentFields | undefined) =>
    one && { from: localTime(one.startsAt, zone), to: localTime(one.endsAt, zone), confirmed: one.confirmed };
  const text = appointmentNote(visit(was), visit(now));
  if (text !== undefined) await writeProjectNote(deps, tx, caller, projectId, { clientId: deps.ids.uuid(), text });
}

/** What a form says of an appointment; who goes has no order. */
const fieldsOf = ({ startsAt, endsAt, confirmed, memberIds }: NonNullable<Wish["was"]>): AppointmentFields => ({
  startsAt: instant(Date.parse(startsAt)),
  endsAt: instant(Date.parse(endsAt)),
  confirmed,
  memberIds: [...new Set<string>(memberIds)].toSorted(),
});

export async function dropAppointment(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  projectId: string,
  appointmentId: string,
): Promise<void> {
  await accessToManage(tx, caller, projectId);
  const visit = (await appointmentsOf(tx, [projectId])).find((one) => one.appointmentId === appointmentId);
  // Who was there, and when, may be asked for in court; what is still to come may be called off.
  if (visit && visit.startsAt <= deps.clock.now()) await assertNotHeld(tx, caller.tenantId, projectId);
  const drop = () => dropAppointments(tx, projectId, appointmentId);
  if (!(await dropOnce(deps, tx, caller.tenantId, `appointment ${projectId}`, appointmentId, drop))) return;
  await noteChange(deps, tx, caller, projectId, visit, undefined);
  await tellProject(deps, tx, caller.tenantId, projectId);
}

/** The appointment for a calendar: time and number only. A calendar may lie in a stranger's cloud (DV-2). */
export async function icsOfAppointment(
  tx: Tx,
  caller: Caller,
  projectId: string,
  appointmentId: string,
): Promise<string> {
  const project = await accessProject(tx, caller, projectId);
  const found = (await appointmentsOf(tx, [projectId])).find((one) => one.appointmentId === appointmentId);
  if (!found) throw new Problem("not-found");
  return appointmentIcs(found, { number: project.number, firm: await loadTenantName(tx, caller.tenantId) });
}

/** "Meine Aufträge heute": the caller's own appointments of this day, by time. */
export async function showToday(deps: Deps, tx: Tx, caller: Caller): Promise<TodayProjects> {
  const now = deps.clock.now();
  const zone = await loadTimeZone(tx, caller.tenantId);
  const today = localDay(now, zone);
  const near = await appointmentsBetween(tx, after(now, -2 * day), after(now, 2 * day));
  const ids = [...new Set(near.map((one) => one.projectId))];
  const members = await loadMembersOf(tx, ids);
  const mine = near.filter(
    (one) =>
      localDay(one.startsAt, zone) <= today &&
      localDay(after(one.endsAt, -1), zone) >= today &&
      (members.get(one.projectId) ?? []).includes(caller.memberId) &&
      (one.memberIds.length === 0 || one.memberIds.includes(caller.memberId)),
  );
  const projects = await loadProjects(
    tx,
    mine.map((one) => one.projectId),
  );
  const rows = new Map((await rowsOf(deps, tx, caller.tenantId, projects)).map((row) => [row.id as string, row]));
  const rooms = await roomsOfProjects(tx, ids);
  const customers = new Map<string, ShownName | null>();
  for (const one of projects) customers.set(one.projectId, (await customersOf(deps, tx, caller, one))[0]?.name ?? null);
  return {
    day: today,
    items: mine.flatMap((one) => {
      const row = rows.get(one.projectId);
      if (!row) return [];
      const customer = customers.get(one.projectId) ?? null;
      const roomId = (rooms.get(one.projectId) ?? null) as TodayProjects["items"][number]["project"]["roomId"];
      return [{ appointment: viewOfAppointment(one), project: { ...row, customer, roomId } }];
    }),
  };
}
