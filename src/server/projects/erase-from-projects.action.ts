import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { projectsOf } from "../project-links/projects-of.action.ts";
import { tellProject } from "../project-links/tell-projects.action.ts";
import { forgetProjectFiles } from "../team-files/project-files.action.ts";
import { dropTeamKeys, makeTeamKey } from "../team-files/team-keys.action.ts";
import { loadProject, lockProject, updateProject } from "./project.store.ts";
import { dropContact } from "./project-link.store.ts";
import { dropNotes } from "./project-note.store.ts";

/**
 * Erases a contact from the projects that were done for them: name, address, access and notes, reports and marked
 * copies of their photos, with the keys that sealed them. What the business photographed itself stays for the
 * warranty, under a number. @returns files to take off the disk after the commit
 */
export async function eraseFromProjects(deps: Deps, tx: Tx, tenantId: string, contactId: string): Promise<string[]> {
  const gone: string[] = [];
  for (const { projectId, keyId } of await projectsOf(tx, contactId)) {
    await lockProject(tx, projectId);
    const project = await loadProject(tx, projectId);
    for (const which of [{ ownerId: keyId }, { contactId }])
      gone.push(...(await forgetProjectFiles(tx, projectId, which)));
    await dropContact(tx, projectId, contactId);
    await dropTeamKeys(tx, [keyId]);
    if (project?.cardKeyId === keyId) {
      await dropNotes(tx, projectId);
      const cardKeyId = deps.ids.uuid();
      await makeTeamKey(deps.seal, tx, tenantId, cardKeyId);
      const empty = { sealed_name: null, sealed_address: null, sealed_access: null, call_released: false };
      await updateProject(tx, projectId, { ...empty, card_key_id: cardKeyId });
    }
    await tellProject(deps, tx, tenantId, projectId);
  }
  return gone;
}
