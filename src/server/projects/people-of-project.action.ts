import { appendEvents } from "../events/append-events.action.ts";
import { listPeople } from "../members/list-people.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { can } from "../rights/can.ts";
import { keepProjectRoom } from "../rooms/project-room.action.ts";
import { addMembers, dropMembers, loadMembersOf } from "./project.store.ts";

/**
 * Who may work on a project: who is here today. Guests come by their invitation alone, so of them only those who are in
 * it already. Anybody else is "not there".
 */
export async function fitForProjects(
  deps: Deps,
  tx: Tx,
  ids: readonly string[],
  inside: readonly string[] = [],
): Promise<string[]> {
  const people = await listPeople(deps, tx);
  const fit = new Set(
    people
      .filter((one) => one.active && can(one, "use-projects"))
      .filter((one) => one.role !== "guest" || inside.includes(one.id))
      .map((one) => one.id),
  );
  if (ids.some((id) => !fit.has(id))) throw new Problem("not-found");
  return [...new Set(ids)];
}

export async function showPeople(deps: Deps, tx: Tx) {
  const people = await listPeople(deps, tx);
  return people
    .filter((one) => one.active && can(one, "use-projects") && one.role !== "guest")
    .map(({ id, name, role }) => ({ id, name, role, guest: role === "guest" }));
}

/** A guest's way into their one project and its room. */
export async function letGuestIn(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  projectId: string,
  memberId: string,
): Promise<void> {
  await addMembers(tx, tenantId, projectId, [memberId], deps.clock.now());
  await keepProjectRoom(deps, tx, tenantId, projectId, (await loadMembersOf(tx, [projectId])).get(projectId) ?? []);
  await appendEvents(deps, tx, tenantId, [{ kind: "project-changed", projectId, memberId }]);
}

/** Lets people into a project and out of it; its room follows. Who takes somebody out keeps the version before (keep-version.action.ts). */
export async function changePeople(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  projectId: string,
  change: { readonly add?: readonly string[] | undefined; readonly remove?: readonly string[] | undefined },
): Promise<void> {
  const before = (await loadMembersOf(tx, [projectId])).get(projectId) ?? [];
  await addMembers(tx, tenantId, projectId, await fitForProjects(deps, tx, change.add ?? [], before), deps.clock.now());
  await dropMembers(tx, projectId, change.remove ?? []);
  const now = (await loadMembersOf(tx, [projectId])).get(projectId) ?? [];
  await keepProjectRoom(deps, tx, tenantId, projectId, now);
  const moved = [...before.filter((id) => !now.includes(id)), ...now.filter((id) => !before.includes(id))];
  const events = moved.map((memberId) => ({ kind: "project-changed", projectId, memberId }) as const);
  await appendEvents(deps, tx, tenantId, events);
}
