import type { z } from "zod";
import type { NewProjectNote } from "../../contract/projects.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { dropOnce } from "../presses/drop-once.action.ts";
import { tellProject } from "../project-links/tell-projects.action.ts";
import { can } from "../rights/can.ts";
import { openTeamKeys } from "../team-files/team-keys.action.ts";
import { accessProject, accessToWrite } from "./access-project.action.ts";
import { assertNotHeld } from "./assert-not-held.action.ts";
import { keepPapers, type Project } from "./project.store.ts";
import { cardKey } from "./project-card.action.ts";
import { dropNotes, insertNote, type Note, notesOf } from "./project-note.store.ts";

const place = (row: string) => ({ table: "project_note", row, column: "sealed_text" });

/** Notes of a project, newest first; after the customer's erasure there are none. */
export async function openNotes(
  { seal }: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  project: Project,
): Promise<(Note & { readonly text: string })[]> {
  const key = (await openTeamKeys(seal, tx, tenantId, [project.cardKeyId])).get(project.cardKeyId);
  if (!key) return [];
  const notes = await notesOf(tx, project.projectId);
  return notes.map((note) => ({
    ...note,
    text: seal.openForContact(tenantId, key, place(note.noteId), note.sealedText).toString("utf8"),
  }));
}

/** Written for colleagues, never sent. The same client id again is the same note. */
export async function writeProjectNote(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  projectId: string,
  { clientId, text }: z.infer<typeof NewProjectNote>,
): Promise<void> {
  const project = await accessToWrite(tx, caller, projectId);
  const { tenantId, memberId } = caller;
  const key = await cardKey(deps, tx, tenantId, project);
  const noteId = deps.ids.uuid();
  const sealedText = deps.seal.forContact(tenantId, key, place(noteId), text);
  const note = { noteId, projectId, clientId, authorId: memberId, sealedText, at: deps.clock.now() };
  if (!(await insertNote(tx, tenantId, note))) return;
  await keepPapers(tx, projectId, note.at);
  await tellProject(deps, tx, tenantId, projectId);
}

/** Takes a note away: one's own, or any for who manages projects. */
export async function dropProjectNote(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  projectId: string,
  noteId: string,
): Promise<void> {
  await accessProject(tx, caller, projectId);
  await assertNotHeld(tx, caller.tenantId, projectId);
  const own = can(caller, "manage-projects") ? {} : { authorId: caller.memberId };
  const drop = () => dropNotes(tx, projectId, { noteId, ...own });
  if (await dropOnce(deps, tx, caller.tenantId, `note ${projectId} ${caller.memberId}`, noteId, drop))
    await tellProject(deps, tx, caller.tenantId, projectId);
}
