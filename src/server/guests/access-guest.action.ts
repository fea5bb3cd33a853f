import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import { Problem } from "../platform/problem.ts";
import { accessProject, accessToWrite, type Project } from "../projects/access-project.action.ts";
import { allowed } from "../rights/allowed.ts";
import { type Guest, guestsOf } from "./guest.store.ts";

/** A project for who looks after its guests. @throws Problem not-found, not-allowed */
export async function accessForGuests(tx: Tx, caller: Caller, projectId: string): Promise<Project> {
  const project = await accessProject(tx, caller, projectId);
  allowed(caller, "invite-guests");
  return project;
}

/** The same to let somebody in: it is not finished, with its guests, until commit. */
export async function accessToInvite(tx: Tx, caller: Caller, projectId: string): Promise<Project> {
  const project = await accessToWrite(tx, caller, projectId);
  allowed(caller, "invite-guests");
  return project;
}

/** A guest of this very project. */
export async function accessGuest(tx: Tx, caller: Caller, projectId: string, memberId: string): Promise<Guest> {
  await accessForGuests(tx, caller, projectId);
  const guest = (await guestsOf(tx, projectId)).find((one) => one.memberId === memberId);
  if (guest === undefined) throw new Problem("not-found");
  return guest;
}
