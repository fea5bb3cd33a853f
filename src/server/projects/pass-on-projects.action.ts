import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { keepVersion } from "./keep-version.action.ts";
import { changePeople } from "./people-of-project.action.ts";
import { listProjects, type Project } from "./project.store.ts";
import { appointmentsOf, changeAppointment, holdAppointment } from "./project-note.store.ts";

/**
 * Somebody who leaves works on no project any more; somebody else takes their place, in appointments that are still to
 * come too. Projects that are done keep who worked on them until the sweep. @returns how many projects it were
 */
export async function passOnProjects(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  memberId: string,
  toId: string | null,
): Promise<number> {
  const projects = await openProjectsOf(tx, memberId);
  for (const { projectId } of projects) {
    await keepVersion(deps, tx, tenantId, projectId);
    await changePeople(deps, tx, tenantId, projectId, { add: toId === null ? [] : [toId], remove: [memberId] });
  }
  const now = deps.clock.now();
  const visits = await appointmentsOf(
    tx,
    projects.map(({ projectId }) => projectId),
  );
  for (const { projectId, appointmentId } of visits) {
    // As it stands now: one that somebody takes out at this moment does not come back.
    const visit = await holdAppointment(tx, projectId, appointmentId);
    if (visit === undefined || visit.endsAt <= now || !visit.memberIds.includes(memberId)) continue;
    const others = visit.memberIds.filter((id) => id !== memberId);
    const memberIds = [...new Set(toId === null ? others : [...others, toId])];
    await changeAppointment(tx, appointmentId, { ...visit, memberIds }, now);
  }
  return projects.length;
}

export async function countProjectsOf(tx: Tx, memberId: string): Promise<number> {
  return (await openProjectsOf(tx, memberId)).length;
}

async function openProjectsOf(tx: Tx, memberId: string): Promise<Project[]> {
  return (await listProjects(tx, { memberId })).filter(({ state }) => state !== "done");
}
