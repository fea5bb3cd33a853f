import type { z } from "zod";
import type { NewProject } from "../../contract/projects.ts";
import { accessConversation } from "../conversations/access-conversation.action.ts";
import { lockForPerson } from "../conversations/advance-message.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { allowed } from "../rights/allowed.ts";
import { makeRoom } from "../rooms/open-room.action.ts";
import { makeTeamKey } from "../team-files/team-keys.action.ts";
import { link } from "./link-conversation.action.ts";
import { fitForProjects } from "./people-of-project.action.ts";
import { addMembers, insertProject, listProjects, takeNumber } from "./project.store.ts";
import { sealCard } from "./project-card.action.ts";

/** POST /api/projects: a project with its number, its keys, its room and its people. @returns its id */
export async function createProject(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  wish: z.output<typeof NewProject>,
): Promise<string> {
  allowed(caller, "manage-projects");
  const { tenantId, memberId } = caller;
  const [projectId, cardKeyId] = [deps.ids.uuid(), deps.ids.uuid()];
  // The conversation before its contact, which the link below takes: in the order in which an erasure takes them.
  if (wish.conversationId !== undefined)
    await lockForPerson(tx, (await accessConversation(tx, caller, wish.conversationId)).identityId);
  const people = await fitForProjects(deps, tx, [memberId, ...wish.memberIds]);
  const key = await makeTeamKey(deps.seal, tx, tenantId, cardKeyId);
  await makeTeamKey(deps.seal, tx, tenantId, projectId);
  const at = deps.clock.now();
  // From here on whoever makes another project of this business waits: the look below sees what they made.
  const number = await takeNumber(tx, tenantId);
  if (wish.conversationId !== undefined) await assertNoOpenProject(tx, caller, wish.conversationId);
  await insertProject(tx, tenantId, {
    projectId,
    number,
    cardKeyId,
    at,
    card: sealCard(deps, tenantId, key, projectId, wish),
  });
  await addMembers(tx, tenantId, projectId, people, at);
  if (wish.conversationId !== undefined) await link(deps, tx, caller, { projectId, cardKeyId }, wish.conversationId);
  // The room bears the project's name, which is the customer's: it keeps none of its own.
  await makeRoom(deps, tx, tenantId, {
    kind: "project",
    name: null,
    memberIds: people,
    createdBy: memberId,
    projectId,
  });
  const events = people.map((id) => ({ kind: "project-changed", projectId, memberId: id }) as const);
  await appendEvents(deps, tx, tenantId, events);
  return projectId;
}

/** Two who press at once, or one whose screen is old, would have the same job twice. One that is done is another job. */
async function assertNoOpenProject(tx: Tx, caller: Caller, conversationId: string): Promise<void> {
  await accessConversation(tx, caller, conversationId);
  const open = (await listProjects(tx, { conversationId })).find(({ state }) => state !== "done");
  if (open === undefined) return;
  throw new Problem("conflict", {
    detail: {
      de: `Zu diesem Gespräch gibt es schon Projekt ${open.number}. Es ist kein zweites entstanden.`,
      en: `There is already project ${open.number} for this conversation. No second one was made.`,
    },
  });
}
