import type { Shows } from "../../contract/projects.ts";
import type { Tx } from "../platform/db.ts";
import {
  countPictures,
  deleteFilesOfProject,
  deleteMadeFrom,
  loadFilesOfProject,
  loadMarksOfFiles,
  setShows,
  type TeamFileRow,
  type WhichFiles,
} from "./team-file.store.ts";

/** Photos, films and papers of a project, oldest first. */
export async function filesOfProject(tx: Tx, projectId: string): Promise<TeamFileRow[]> {
  return await loadFilesOfProject(tx, projectId);
}

/** By these it shows whether files came to jobs, or words to files, since somebody looked. */
export async function marksOfFiles(
  tx: Tx,
  projectIds: readonly string[],
): Promise<{ readonly projectId: string | null; readonly id: string }[]> {
  return await loadMarksOfFiles(tx, projectIds);
}

export async function countTeamPictures(tx: Tx, projectIds: readonly string[]): Promise<Map<string, number>> {
  return await countPictures(tx, projectIds);
}

/** Says what photos show: vorher, nachher, Typenschild. */
export async function labelFiles(
  tx: Tx,
  projectId: string,
  fileIds: readonly string[],
  shows: Shows | null,
): Promise<void> {
  await setShows(tx, projectId, fileIds, shows);
}

/** Forgets marked copies and reports with a customer's photo that is gone. @returns their ids, for `removeFiles` after the commit */
export async function forgetMadeFrom(tx: Tx, attachmentId: string): Promise<string[]> {
  return await deleteMadeFrom(tx, attachmentId);
}

/** Forgets files of a project, and the reports among them. @returns their ids, for `removeFiles` after the commit */
export async function forgetProjectFiles(tx: Tx, projectId: string, which: WhichFiles): Promise<string[]> {
  return await deleteFilesOfProject(tx, projectId, which);
}
