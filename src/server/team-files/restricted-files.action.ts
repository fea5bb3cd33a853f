import type { Tx } from "../platform/db.ts";
import { deleteRestricted, loadRestricted, restrict } from "./restricted-file.store.ts";
import type { TeamFileRow } from "./team-file.store.ts";

/** A legal hold keeps files of somebody who is erased: nobody finds them any more, and their bytes stay. */
export async function restrictFiles(
  tx: Tx,
  projectId: string,
  of: { readonly ownerId: string; readonly contactId: string },
  at: Date,
): Promise<number> {
  return await restrict(tx, projectId, of, at);
}

/** They open for a named reason only, see `projects/open-kept.action.ts`. */
export async function restrictedFiles(tx: Tx, projectId: string): Promise<TeamFileRow[]> {
  return await loadRestricted(tx, projectId);
}

/** The hold has ended. @returns their ids, for `removeFiles` after the commit */
export async function forgetRestrictedFiles(tx: Tx, projectId: string): Promise<string[]> {
  return await deleteRestricted(tx, projectId);
}
