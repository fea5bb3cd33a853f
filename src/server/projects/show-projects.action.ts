import type { z } from "zod";
import { AppointmentView, ProjectRow, type ProjectsQuery } from "../../contract/projects.ts";
import { reservedFrom } from "../conversations/access-conversation.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { can } from "../rights/can.ts";
import { countTeamPictures } from "../team-files/project-files.action.ts";
import { listProjects, loadMembersOf, type Project } from "./project.store.ts";
import { type OpenCard, openCards } from "./project-card.action.ts";
import { type Appointment, appointmentsOf } from "./project-note.store.ts";

/** The caller's projects; who manages projects sees all of them. */
export async function showProjects(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  { q, state, conversationId }: z.output<typeof ProjectsQuery>,
): Promise<ProjectRow[]> {
  const mine = can(caller, "manage-projects") ? {} : { memberId: caller.memberId };
  if (conversationId !== undefined && !(await mayKnow(tx, caller, conversationId))) return [];
  const projects = await listProjects(tx, {
    ...mine,
    ...(state === undefined ? {} : { state }),
    ...(conversationId === undefined ? {} : { conversationId }),
  });
  const rows = await rowsOf(deps, tx, caller.tenantId, projects);
  const words = (q ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const says = (row: ProjectRow) => `${row.number} ${row.name} ${row.address ?? ""}`.toLowerCase();
  return rows.filter((row) => words.every((word) => says(row).includes(word)));
}

/** Of a conversation that is kept from them nobody learns that there is a project. */
async function mayKnow(tx: Tx, caller: Caller, conversationId: string): Promise<boolean> {
  return can(caller, "read-conversations") && !(await reservedFrom(tx, caller)).has(conversationId);
}

/** One row for each of these projects, in their order, with its card opened. Whether one may see them was asked before. */
export async function rowsOf(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  projects: readonly Project[],
): Promise<(ProjectRow & OpenCard)[]> {
  const ids = projects.map((one) => one.projectId);
  const cards = await openCards(deps, tx, tenantId, projects);
  const members = await loadMembersOf(tx, ids);
  const photos = await countTeamPictures(tx, ids);
  const appointments = await appointmentsOf(tx, ids);
  const now = deps.clock.now();
  return projects.map((one) => {
    const card = cards.get(one.projectId) ?? { name: "", address: null, access: null };
    const next = appointments.find((visit) => visit.projectId === one.projectId && visit.endsAt > now);
    const row = ProjectRow.parse({
      id: one.projectId,
      number: one.number,
      name: card.name,
      state: one.state,
      address: card.address,
      memberIds: members.get(one.projectId) ?? [],
      photos: photos.get(one.projectId) ?? 0,
      next: next ? viewOfAppointment(next) : null,
      createdAt: one.createdAt.toISOString(),
      doneAt: one.doneAt?.toISOString() ?? null,
    });
    return { ...row, access: card.access };
  });
}

export function viewOfAppointment(one: Appointment): AppointmentView {
  return AppointmentView.parse({
    id: one.appointmentId,
    startsAt: one.startsAt.toISOString(),
    endsAt: one.endsAt.toISOString(),
    confirmed: one.confirmed,
    memberIds: one.memberIds,
  });
}
