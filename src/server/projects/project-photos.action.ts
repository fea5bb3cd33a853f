import { createHash } from "node:crypto";
import { z } from "zod";
import {
  type LabelPhotos,
  type PhotoRef,
  type PhotosQuery,
  ProjectPhoto,
  type ProjectPhotos,
} from "../../contract/projects.ts";
import { PointInTime } from "../../contract/values.ts";
import { opensInPage } from "../attachments/media-types.ts";
import { type Picture, picturesOf } from "../attachments/pictures-of.action.ts";
import { unnamedCustomer } from "../contacts/shown-name.ts";
import { reservedFrom } from "../conversations/access-conversation.action.ts";
import type { Caller } from "../platform/caller.ts";
import { readCursor, writeCursor } from "../platform/db/page-cursor.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { tellProject } from "../project-links/tell-projects.action.ts";
import { allowed } from "../rights/allowed.ts";
import { can } from "../rights/can.ts";
import { loadShownNames } from "../rooms/show-room-messages.action.ts";
import { keptFiles } from "../team-files/kept-files.action.ts";
import { filesOfProject, labelFiles } from "../team-files/project-files.action.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { localDay } from "../time/calendar-day.ts";
import { accessProject, seesCustomer } from "./access-project.action.ts";
import { firstName } from "./first-name.ts";
import { linksOf } from "./links-of.action.ts";
import { isHeld, type Project } from "./project.store.ts";
import { decidedPhotos, decidePhoto } from "./project-link.store.ts";
import { customersById } from "./show-project.action.ts";

export interface CustomerPhoto extends Picture {
  readonly released: boolean;
  readonly shows: ProjectPhoto["shows"];
}

/**
 * What the customer sent that the caller may see: the office everything, people on site what belongs to the job (it
 * came with it, or the office released it), guests nothing.
 * @param only the one photo that is asked for: a page of thumbnails must not list all of them for each
 */
export async function customerPhotos(
  tx: Tx,
  caller: Caller,
  project: Project,
  only?: string,
): Promise<CustomerPhoto[]> {
  if (!seesCustomer(caller)) return [];
  const links = await linksOf(tx, caller, project.projectId);
  const since = new Map(links.map((one) => [one.conversationId, one.photosSince]));
  const decided = await decidedPhotos(tx, project.projectId, only);
  const pictures = await picturesOf(tx, [...since.keys()], only);
  const all = pictures.map((picture) => {
    const one = decided.get(picture.attachmentId);
    const began = since.get(picture.conversationId);
    const released = one?.released ?? (began !== undefined && picture.sentAt >= began);
    return { ...picture, released, shows: one?.shows ?? null };
  });
  return can(caller, "read-conversations") ? all : all.filter((one) => one.released);
}

const Cursor = z.object({ at: PointInTime, id: z.uuid() });

/** GET /api/projects/:id/photos: a page of everything one sees of the job, oldest first. */
export async function showPhotoPage(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  projectId: string,
  { cursor, limit, known }: z.output<typeof PhotosQuery>,
): Promise<ProjectPhotos> {
  const { photos, show } = await seenPhotos(deps, tx, caller, projectId);
  const after = readCursor(Cursor, cursor);
  const from = after ? photos.findIndex((one) => isLater(one, Date.parse(after.at), after.id)) : 0;
  const page = from < 0 ? [] : photos.slice(from, from + limit);
  const items = page.map(show);
  const last = page.at(-1);
  const goesOn = last !== undefined && from + limit < photos.length;
  const mark = createHash("sha256").update(JSON.stringify(items)).digest("base64url");
  return {
    items: mark === known ? [] : items,
    nextCursor: goesOn ? writeCursor({ at: last.taken.toISOString(), id: last.id }) : null,
    total: photos.length,
    mark,
    same: mark === known,
  };
}

const isLater = (photo: { readonly taken: Date; readonly id: string }, at: number, id: string): boolean =>
  photo.taken.getTime() > at || (photo.taken.getTime() === at && photo.id > id);

/** Everything one sees of the job, oldest first. */
export async function showPhotos(deps: Deps, tx: Tx, caller: Caller, projectId: string): Promise<ProjectPhoto[]> {
  const { photos, show } = await seenPhotos(deps, tx, caller, projectId);
  return photos.map(show);
}

/** What one sees, and how one of them is told. */
async function seenPhotos(deps: Deps, tx: Tx, caller: Caller, projectId: string) {
  const project = await accessProject(tx, caller, projectId);
  const { tenantId, memberId } = caller;
  const zone = await loadTimeZone(tx, tenantId);
  const nameOf = await loadShownNames(deps, tx, tenantId);
  const manages = can(caller, "manage-projects");
  const held = await isHeld(tx, projectId);
  const files = (await filesOfProject(tx, projectId)).filter(({ media }) => isPicture(media));
  const kept = await keptFiles(tx, caller, files, reservedFrom);
  const team = files.filter(
    // A marked copy of the customer's photo is the customer's, and nothing for guests.
    (file) => (seesCustomer(caller) || file.owner_id === projectId) && !kept.has(file.file_id),
  );
  const customers = await customersById(deps, tx, caller, project);
  const photos = [
    ...team.map((file) => ({
      source: "team" as const,
      id: file.file_id,
      clientId: file.client_id,
      taken: file.created_at,
      author: firstName(nameOf(file.created_by)),
      authorId: file.created_by,
      media: file.media,
      mimeType: file.mime_type,
      width: file.width,
      height: file.height,
      hasThumbnail: file.has_thumbnail,
      shows: file.shows,
      copyOf: file.copy_of,
      released: true,
      removable: !held && (manages || file.created_by === memberId),
    })),
    ...(await customerPhotos(tx, caller, project)).map((picture) => ({
      source: "customer" as const,
      id: picture.attachmentId,
      clientId: null,
      taken: picture.sentAt,
      author: customers.get(picture.contactId)?.name ?? unnamedCustomer,
      authorId: null,
      media: picture.media,
      mimeType: picture.mimeType,
      width: picture.width,
      height: picture.height,
      hasThumbnail: picture.hasThumbnail,
      shows: picture.shows,
      copyOf: null,
      released: picture.released,
      removable: false,
    })),
  ];
  const show = ({ taken, ...photo }: (typeof photos)[number]): ProjectPhoto =>
    ProjectPhoto.parse({
      ...photo,
      at: taken.toISOString(),
      day: localDay(taken, zone),
      inline: opensInPage(photo),
    });
  return { photos: photos.toSorted((a, b) => a.taken.getTime() - b.taken.getTime() || (a.id < b.id ? -1 : 1)), show };
}

const isPicture = (media: string): boolean => media === "image" || media === "video";

/** What photos show, and whether people on site see a customer's one; the latter is the office's decision. */
export async function labelPhotos(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  projectId: string,
  wish: z.infer<typeof LabelPhotos>,
): Promise<void> {
  const project = await accessProject(tx, caller, projectId);
  const { shows, released } = wish;
  if (released !== undefined) allowed(caller, "read-conversations");
  const ids = idsOf(wish.photos);
  const files = new Set((await filesOfProject(tx, projectId)).map((file) => file.file_id));
  const theirs = new Map((await customerPhotos(tx, caller, project)).map((one) => [one.attachmentId, one]));
  if (ids.team.some((id) => !files.has(id)) || ids.customer.some((id) => !theirs.has(id)))
    throw new Problem("not-found");
  if (shows !== undefined) await labelFiles(tx, projectId, ids.team, shows);
  const change = { ...(shows === undefined ? {} : { shows }), ...(released === undefined ? {} : { released }) };
  if (Object.keys(change).length === 0) return;
  for (const attachmentId of ids.customer)
    await decidePhoto(
      tx,
      caller.tenantId,
      { projectId, attachmentId, contactId: theirs.get(attachmentId)?.contactId ?? "" },
      change,
    );
  await tellProject(deps, tx, caller.tenantId, projectId);
}

const idsOf = (photos: readonly PhotoRef[]) => ({
  team: photos.filter((one) => one.source === "team").map((one) => one.id),
  customer: photos.filter((one) => one.source === "customer").map((one) => one.id),
});
