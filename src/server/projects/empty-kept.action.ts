import type { Tx } from "../platform/db.ts";
import { forgetRestrictedFiles } from "../team-files/restricted-files.action.ts";
import { dropTeamKeys } from "../team-files/team-keys.action.ts";
import { dropKept, restrictedContacts } from "./kept.store.ts";
import { dropContact } from "./project-link.store.ts";

/**
 * The hold has ended: what it kept of erased customers goes, as their erasure wanted it, with the keys; and what stood on
 * the card before it was changed. @returns files to take off the disk after the commit
 */
export async function emptyKept(tx: Tx, projectId: string): Promise<string[]> {
  await dropKept(tx, projectId);
  const files = await forgetRestrictedFiles(tx, projectId);
  for (const { contactId, keyId } of await restrictedContacts(tx, projectId)) {
    await dropContact(tx, projectId, contactId);
    await dropTeamKeys(tx, [keyId]);
  }
  return files;
}
