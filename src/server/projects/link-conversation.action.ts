import type { z } from "zod";
import type { LinkConversation } from "../../contract/projects.ts";
import { accessConversation } from "../conversations/access-conversation.action.ts";
import { lockForPerson } from "../conversations/advance-message.action.ts";
import type { Caller } from "../platform/caller.ts";
import { heedHolds } from "../platform/db/holds-turn.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { tellProject } from "../project-links/tell-projects.action.ts";
import { filesOfProject } from "../team-files/project-files.action.ts";
import { dropTeamKeys, makeTeamKey } from "../team-files/team-keys.action.ts";
import { accessToManage, accessToWrite } from "./access-project.action.ts";
import { isHeld, type Project } from "./project.store.ts";
import {
  contactsOf,
  conversationsOf,
  dropContact,
  dropConversation,
  insertContact,
  insertConversation,
} from "./project-link.store.ts";

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
  await accessToManage(tx, caller, projectId);
  if (!linked) await heedHolds(tx, caller.tenantId);
  const { identityId } = await accessConversation(tx, caller, conversationId);
  // The conversation, its contact, the project: in the order in which an erasure takes them.
  await lockForPerson(tx, identityId);
  const project = await accessToWrite(tx, caller, projectId);
  if (linked) await link(deps, tx, caller, project, conversationId);
  else await takeOff(tx, caller, project, conversationId);
  await tellProject(deps, tx, caller.tenantId, projectId);
}

/**
 * With their last conversation goes a customer of whom nothing is here: the wrong one was hung on it, say. Not while a legal
 * hold stands: by its customers one knows what it keeps.
 */
async function takeOff(tx: Tx, caller: Caller, project: Project, conversationId: string): Promise<void> {
  const { projectId, cardKeyId } = project;
  const { contactId } = await accessConversation(tx, caller, conversationId);
  await dropConversation(tx, projectId, conversationId);
  const customer = (await contactsOf(tx, projectId)).find((one) => one.contactId === contactId);
  const stays = (await conversationsOf(tx, projectId)).some((one) => one.contactId === contactId);
  // What stands on the card is the first one's.
  if (customer === undefined || stays || customer.keyId === cardKeyId || (await isHeld(tx, projectId))) return;
  const files = await filesOfProject(tx, projectId);
  if (files.some((file) => file.owner_id === customer.keyId || file.about.includes(contactId))) return;
  await dropContact(tx, projectId, contactId);
  await dropTeamKeys(tx, [customer.keyId]);
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
