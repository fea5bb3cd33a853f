import type { z } from "zod";
import type { PhotoRef, ProjectUploadQuery } from "../../contract/projects.ts";
import type { TeamFileView } from "../../contract/rooms.ts";
import { removeFiles } from "../attachments/forget-files.action.ts";
import { type ReadAttachment, readAttachment } from "../attachments/read-attachment.action.ts";
import type { WithFile } from "../attachments/store-bytes.action.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { Hold } from "../platform/http/outgoing-bytes.adapter.ts";
import { after, day, instant } from "../platform/instant.ts";
import { Problem } from "../platform/problem.ts";
import { dropOnce } from "../presses/drop-once.action.ts";
import { tellProject } from "../project-links/tell-projects.action.ts";
import { can } from "../rights/can.ts";
import { forgetProjectFiles } from "../team-files/project-files.action.ts";
import { findTeamFile, readTeamFile } from "../team-files/read-team-file.action.ts";
import { keepTeamFile } from "../team-files/team-files.action.ts";
import { openTeamKeys } from "../team-files/team-keys.action.ts";
import { accessProject } from "./access-project.action.ts";
import { assertNotHeld } from "./assert-not-held.action.ts";
import type { Project } from "./project.store.ts";
import { contactsOf } from "./project-link.store.ts";
import { customerPhotos } from "./project-photos.action.ts";

interface ProjectUpload {
  readonly projectId: string;
  readonly asked: z.output<typeof ProjectUploadQuery>;
  readonly bytes: Uint8Array;
  readonly fileName: string | undefined;
  readonly maxBytes: number;
}

/** Keeps a photo of the job, or a marked copy of one. A copy of the customer's photo is sealed as theirs is. */
export async function uploadToProject(
  deps: Deps,
  caller: Caller,
  upload: ProjectUpload,
  also?: WithFile,
): Promise<TeamFileView> {
  const { tenantId, memberId, role } = caller;
  const { projectId, asked } = upload;
  const { key, madeFrom } = await deps.db.withTenant(tenantId, async (tx) => {
    const project = await accessProject(tx, caller, projectId);
    const { owner, photos } = await originOf(tx, caller, project, asked);
    return { key: (await openTeamKeys(deps.seal, tx, tenantId, [owner])).get(owner), madeFrom: photos };
  });
  if (!key) throw new Problem("not-found");
  const file = {
    ...upload,
    ...(asked.copyOf === undefined ? {} : { copyOf: asked.copyOf }),
    ...(asked.shows === undefined ? {} : { shows: asked.shows }),
    ...(asked.takenAt === undefined ? {} : { takenAt: believed(asked.takenAt, deps.clock.now()) }),
    clientId: asked.clientId,
    tenantId,
    memberId,
    role,
    key,
    madeFrom,
    roomId: null,
  };
  return await keepTeamFile(deps, file, async (tx, fileId) => {
    await also?.(tx, fileId);
    await tellProject(deps, tx, tenantId, projectId);
  });
}

/** A photo may wait for a net for days. A clock of a device that says more than that, or runs ahead, is not believed. */
function believed(takenAt: string, now: Date): Date {
  const said = Date.parse(takenAt);
  return said > now.getTime() || said < after(now, -7 * day).getTime() ? now : instant(said);
}

/** Whose key seals it, and which photos of customers it shows. */
async function originOf(
  tx: Tx,
  caller: Caller,
  project: Project,
  { copyOf, copySource }: z.output<typeof ProjectUploadQuery>,
): Promise<{ owner: string; photos: readonly string[] }> {
  if (copyOf === undefined) return { owner: project.projectId, photos: [] };
  if (copySource === "customer") {
    const [photo] = await customerPhotos(tx, caller, project, copyOf);
    const contact = (await contactsOf(tx, project.projectId)).find((one) => one.contactId === photo?.contactId);
    if (!contact) throw new Problem("not-found");
    return { owner: contact.keyId, photos: [copyOf] };
  }
  const file = await findTeamFile(tx, copyOf);
  if (file?.project_id !== project.projectId) throw new Problem("not-found");
  return { owner: file.owner_id, photos: file.made_from };
}

/** A photo's bytes for whoever sees it in the project. */
export async function readPhoto(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  project: Project,
  { source, id }: PhotoRef,
  part: "content" | "thumbnail" = "content",
  hold?: Hold,
): Promise<Pick<ReadAttachment, "bytes" | "mimeType" | "media" | "name" | "tag"> | undefined> {
  if (source === "team") {
    const row = await findTeamFile(tx, id);
    if (row?.project_id !== project.projectId) return undefined;
    return await readTeamFile(deps, tx, caller.tenantId, row, part, hold);
  }
  const [seen] = await customerPhotos(tx, caller, project, id);
  return seen ? await readAttachment(deps, tx, caller.tenantId, id, part, hold) : undefined;
}

export async function fetchCustomerPhoto(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  projectId: string,
  photoId: string,
  part: "content" | "thumbnail",
  hold: Hold,
) {
  const project = await accessProject(tx, caller, projectId);
  const file = await readPhoto(deps, tx, caller, project, { source: "customer", id: photoId }, part, hold);
  if (!file) throw new Problem("not-found");
  return file;
}

/** Deletes a photo of the team or a report: one's own, or any for who manages projects; with a line in the audit. */
export async function dropFile(deps: Deps, caller: Caller, projectId: string, fileId: string): Promise<void> {
  const { tenantId } = caller;
  const gone = await deps.db.withTenant(tenantId, async (tx) => {
    await accessProject(tx, caller, projectId);
    const ids: string[] = [];
    await dropOnce(deps, tx, tenantId, `project-file ${projectId} ${caller.memberId}`, fileId, async () => {
      const file = await findTeamFile(tx, fileId);
      const may = can(caller, "manage-projects") || file?.created_by === caller.memberId;
      if (file?.project_id !== projectId || !may) return false;
      await assertNotHeld(tx, tenantId, projectId);
      ids.push(...(await forgetProjectFiles(tx, projectId, { fileId })));
      // Somebody was faster: they are in the audit.
      if (ids.length === 0) return false;
      await noteDrop(deps, tx, caller, projectId);
      await tellProject(deps, tx, tenantId, projectId);
      return true;
    });
    return ids;
  });
  await removeFiles(deps, tenantId, gone);
}

async function noteDrop(deps: Deps, tx: Tx, caller: Caller, projectId: string): Promise<void> {
  const subject = { subjectKind: "project", subjectId: projectId } as const;
  const entry = { tenantId: caller.tenantId, actor: actorOf(caller), verb: "delete-project-file" } as const;
  await appendAudit(deps, tx, { ...entry, ...subject });
}
