import { appendEvents } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { projectIdsOfConversations, projectsOf } from "./linked-project.store.ts";

/** Tells the people of a project that something of it changed. */
export async function tellProject(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  tenantId: string,
  projectId: string,
): Promise<void> {
  await appendEvents(deps, tx, tenantId, [{ kind: "project-changed", projectId }]);
}

/** A customer's photo came: those on site, who hear nothing of conversations, hear of their project. */
export async function tellProjectsOfConversations(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  tenantId: string,
  conversationIds: readonly string[],
): Promise<void> {
  const ids = await projectIdsOfConversations(tx, conversationIds);
  await appendEvents(
    deps,
    tx,
    tenantId,
    ids.map((projectId) => ({ kind: "project-changed", projectId }) as const),
  );
}

/** The customer is called otherwise now. */
export async function tellProjectsOfContact(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  tenantId: string,
  contactId: string,
): Promise<void> {
  const ids = await projectsOf(tx, contactId);
  await appendEvents(
    deps,
    tx,
    tenantId,
    ids.map(({ projectId }) => ({ kind: "project-changed", projectId }) as const),
  );
}
