import type { z } from "zod";
import type { LinkConversation } from "../../contract/projects.ts";
import { accessConversation } from "../conversations/access-conversation.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { tellProject } from "../project-links/tell-projects.action.ts";
import { makeTeamKey } from "../team-files/team-keys.action.ts";
import { accessToManage } from "./access-project.action.ts";
import type { Project } from "./project.store.ts";
import { contactsOf, dropConversation, insertContact, insertConversation } from "./project-link.store.ts";

/** What the customer sent in the last days led to the order; what is older may be another story (Art. 5(1)(c)). */
const photosOfDays = 14;

/** Hangs a customer's conversation on a project, or takes it off. */
export async function linkConversation(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  projectId: string,
  { conversationId, linked }: z.infer<typeof LinkConversation>,
): Promise<void> {
  const project = await accessToManage(tx, caller, projectId);
  if (linked) await link(deps, tx, caller, project, conversationId);
  else {
    await accessConversation(tx, caller, conversationId);
    await dropConversation(tx, projectId, conversationId);
  }
  await tellProject(deps, tx, caller.tenantId, projectId);
}

/** The first customer's key is the card's: what stands on the card is theirs. */
export async function link(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  project: Pick<Project, "projectId" | "cardKeyId">,
  conversationId: string,
): Promise<void> {
  const { tenantId } = caller;
  const { projectId, cardKeyId } = project;
  const { contactId } = await accessConversation(tx, caller, conversationId);
  const known = await contactsOf(tx, projectId);
  if (!known.some((one) => one.contactId === contactId)) {
    const keyId = known.some((one) => one.keyId === cardKeyId) ? deps.ids.uuid() : cardKeyId;
    if (keyId !== cardKeyId) await makeTeamKey(deps.seal, tx, tenantId, keyId);
    await insertContact(tx, tenantId, { projectId, contactId, keyId });
  }
  const photosSince = after(deps.clock.now(), -photosOfDays * day);
  await insertConversation(tx, tenantId, projectId, { conversationId, contactId, photosSince });
}
