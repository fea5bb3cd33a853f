import type { Tx } from "../platform/db.ts";
import {
  countPictures,
  deleteCopiesOf,
  deleteFilesOfProject,
  loadFilesOfProject,
  setShows,
  type TeamFileRow,
} from "./team-file.store.ts";

/** Photos, films and papers of a project, oldest first. */
export async function filesOfProject(tx: Tx, projectId: string): Promise<TeamFileRow[]> {
  return await loadFilesOfProject(tx, projectId);
}

export async function countTeamPictures(tx: Tx, projectIds: readonly string[]): Promise<Map<string, number>> {
  return await countPictures(tx, projectIds);
}

/** Says what photos show: vorher, nachher, Typenschild. */
export async function labelFiles(
  tx: Tx,
  projectId: string,
  fileIds: readonly string[],
  shows: string | null,
): Promise<void> {
  await setShows(tx, projectId, fileIds, shows);
}

/** Forgets the marked copies of a customer's file that is gone. @returns their ids, for `removeFiles` after the commit */
export async function forgetCopies(tx: Tx, attachmentId: string): Promise<string[]> {
  return await deleteCopiesOf(tx, attachmentId);
}

/** Forgets files of a project. @returns their ids, for `removeFiles` after the commit */
export async function forgetProjectFiles(
  tx: Tx,
  projectId: string,
  which: { readonly fileIds?: readonly string[]; readonly ownerId?: string } = {},
): Promise<string[]> {
  return await deleteFilesOfProject(tx, projectId, which);
}
