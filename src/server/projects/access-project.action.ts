import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import { Problem } from "../platform/problem.ts";
import { allowed } from "../rights/allowed.ts";
import { can } from "../rights/can.ts";
import { isMember, loadProject, lockProject, type Project } from "./project.store.ts";

export type { Project } from "./project.store.ts";

/**
 * The only way to a project by its id: who manages projects finds all, everybody else, guests above all, only those
 * they belong to. "Not yours" and "not there" look the same (V15).
 */
export async function accessProject(tx: Tx, caller: Caller, projectId: string): Promise<Project> {
  const project = can(caller, "use-projects") ? await loadProject(tx, projectId) : undefined;
  if (!project || !(can(caller, "manage-projects") || (await isMember(tx, projectId, caller.memberId))))
    throw new Problem("not-found");
  return project;
}

/** The same for a change: nobody else changes the project, or erases its customer, until commit. */
export async function accessToWrite(tx: Tx, caller: Caller, projectId: string): Promise<Project> {
  await lockProject(tx, projectId);
  return await accessProject(tx, caller, projectId);
}

/** The same for what only the office and crew leads change. */
export async function accessToManage(tx: Tx, caller: Caller, projectId: string): Promise<Project> {
  const project = await accessProject(tx, caller, projectId);
  allowed(caller, "manage-projects");
  return project;
}

/** A guest sees what they work on, and nothing that the customer sent or can be called by (MS-3). */
export const seesCustomer = (caller: Pick<Caller, "role">): boolean => caller.role !== "guest";
