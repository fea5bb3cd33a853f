import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ProjectContact } from "../project-links/project-contact.ts";
import { projectsOf } from "../project-links/projects-of.action.ts";
import { tellProject } from "../project-links/tell-projects.action.ts";
import { forgetProjectFiles } from "../team-files/project-files.action.ts";
import { restrictFiles } from "../team-files/restricted-files.action.ts";
import { dropTeamKeys, makeTeamKey } from "../team-files/team-keys.action.ts";
import { keepErased } from "./keep-version.action.ts";
import { dropKept, restrictContact } from "./kept.store.ts";
import { isHeld, loadProject, lockProject, type Project, updateProject } from "./project.store.ts";
import { dropContact } from "./project-link.store.ts";
import { dropNotes } from "./project-note.store.ts";

interface ErasedProjects {
  /** Files to take off the disk after the commit. */
  readonly files: readonly string[];
  readonly emptied: number;
  readonly restricted: number;
}

/**
 * Erases a contact from the projects that were done for them: name, address, access and notes, reports and marked
 * copies of their photos, with the keys that sealed them. What the business photographed itself stays for the
 * warranty, under a number. What a legal hold covers is taken out just so, and stays out of sight with its keys until the
 * hold ends (Art. 17(3)(e), 18 GDPR). Who calls has heeded the holds.
 */
export async function eraseFromProjects(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  contactId: string,
): Promise<ErasedProjects> {
  const files: string[] = [];
  let [emptied, restricted] = [0, 0];
  for (const link of await projectsOf(tx, contactId)) {
    const { projectId } = link;
    await lockProject(tx, projectId);
    const project = await loadProject(tx, projectId);
    if (await isHeld(tx, projectId)) {
      await restrict(deps, tx, tenantId, link, project);
      restricted += 1;
    } else {
      files.push(...(await forget(deps, tx, tenantId, link, project)));
      emptied += 1;
    }
    await tellProject(deps, tx, tenantId, projectId);
  }
  return { files, emptied, restricted };
}

async function forget(deps: Deps, tx: Tx, tenantId: string, link: ProjectContact, project: Project | undefined) {
  const { projectId, contactId, keyId } = link;
  const gone: string[] = [];
  for (const which of [{ ownerId: keyId }, { contactId }])
    gone.push(...(await forgetProjectFiles(tx, projectId, which)));
  await dropContact(tx, projectId, contactId);
  await dropKept(tx, projectId, keyId);
  await dropTeamKeys(tx, [keyId]);
  if (project?.cardKeyId === keyId) await emptyCard(deps, tx, tenantId, projectId);
  return gone;
}

async function restrict(deps: Deps, tx: Tx, tenantId: string, link: ProjectContact, project: Project | undefined) {
  const { projectId, contactId, keyId } = link;
  const at = deps.clock.now();
  // First of all: a file that comes just now is in before, or knows it (team-files/restricted-file.store.ts).
  await restrictContact(tx, link, at);
  await restrictFiles(tx, projectId, { ownerId: keyId, contactId }, at);
  if (project?.cardKeyId === keyId) {
    await keepErased(deps, tx, tenantId, project);
    await emptyCard(deps, tx, tenantId, projectId);
  }
}

async function emptyCard(deps: Deps, tx: Tx, tenantId: string, projectId: string): Promise<void> {
  await dropNotes(tx, projectId);
  const cardKeyId = deps.ids.uuid();
  await makeTeamKey(deps.seal, tx, tenantId, cardKeyId);
  const empty = { sealed_name: null, sealed_address: null, sealed_access: null, call_released: false };
  await updateProject(tx, projectId, { ...empty, card_key_id: cardKeyId });
}
