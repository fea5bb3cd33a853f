import type { z } from "zod";
import type { ChangeProject } from "../../contract/projects.ts";
import type { Caller } from "../platform/caller.ts";
import { heedHolds } from "../platform/db/holds-turn.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { tellProject } from "../project-links/tell-projects.action.ts";
import { allowed } from "../rights/allowed.ts";
import { putAwayProjectRoom } from "../rooms/project-room.action.ts";
import { accessProject, seesCustomer } from "./access-project.action.ts";
import { keepVersion } from "./keep-version.action.ts";
import { changePeople } from "./people-of-project.action.ts";
import { keepPapers, type Project, type ProjectChange, updateProject } from "./project.store.ts";
import { cardKey, sealCard } from "./project-card.action.ts";

type Wish = z.infer<typeof ChangeProject>;

/** Guests leave with their project, or when somebody takes them out of it (`guests/end-guest.action.ts`). */
export type EndGuests = (
  deps: Deps,
  tx: Tx,
  caller: Caller,
  projectId: string,
  only?: readonly string[],
) => Promise<void>;

/** PATCH /api/projects/:id: the state is for who works on it, card and people for who manages projects. */
export async function changeProject(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  projectId: string,
  wish: Wish,
  endGuests: EndGuests,
): Promise<void> {
  const { version, state, ...rest } = wish;
  const says = [wish.name, wish.address, wish.access, wish.callReleased].some((one) => one !== undefined);
  // Guests leave a project that is done.
  if (says || wish.remove !== undefined || state === "done") await heedHolds(tx, caller.tenantId);
  const project = await accessProject(tx, caller, projectId);
  if (Object.keys(rest).length > 0) allowed(caller, "manage-projects");
  // How it stands is told to the customer in the end: a guest changes nothing of it.
  if (!seesCustomer(caller)) throw new Problem("not-allowed");
  const { tenantId } = caller;
  if (says || wish.remove?.length) await keepVersion(deps, tx, tenantId, projectId);
  const change = await changeOf(deps, tx, caller, project, wish);
  if (!(await updateProject(tx, projectId, change, version))) throw new Problem("conflict");
  if (wish.access || wish.callReleased || wish.add?.length) await keepPapers(tx, projectId, deps.clock.now());
  if (state === "done") await endGuests(deps, tx, caller, projectId);
  else if (wish.remove !== undefined) await endGuests(deps, tx, caller, projectId, wish.remove);
  if (wish.add !== undefined || wish.remove !== undefined) await changePeople(deps, tx, tenantId, projectId, wish);
  if (state !== undefined || wish.name !== undefined)
    await putAwayProjectRoom(deps, tx, tenantId, projectId, (state ?? project.state) === "done");
  await tellProject(deps, tx, tenantId, projectId);
}

async function changeOf(deps: Deps, tx: Tx, caller: Caller, project: Project, wish: Wish): Promise<ProjectChange> {
  const { state, callReleased, name, address, access } = wish;
  const says = name !== undefined || address !== undefined || access !== undefined;
  const card = says
    ? sealCard(deps, caller.tenantId, await cardKey(deps, tx, caller.tenantId, project), project.projectId, wish)
    : {};
  const now = deps.clock.now();
  return {
    ...card,
    ...(callReleased === undefined ? {} : { call_released: callReleased }),
    // Work that begins again begins its periods again.
    ...(state === undefined || state === project.state
      ? {}
      : { state, done_at: state === "done" ? now : null, cleared_at: null }),
  };
}
