import { endingOf } from "../../attachments/media-types.ts";
import { lostFiles } from "../../attachments/vault.adapter.ts";
import { appendAudit } from "../../audit/append-audit.action.ts";
import { actorOf } from "../../audit/audit.ts";
import type { Caller } from "../../platform/caller.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { Problem } from "../../platform/problem.ts";
import type { ZipEntry } from "../../platform/zip.ts";
import { loadTimeZone } from "../../tenants/load-time-zone.action.ts";
import { accessToManage } from "../access-project.action.ts";
import { readPhoto } from "../photo-files.action.ts";
import { showPhotos } from "../project-photos.action.ts";
import { photoName } from "./photo-name.ts";

export interface PhotoExport {
  readonly fileName: string;
  readonly entries: readonly ZipEntry[];
}

/**
 * Photos of a project with readable names. Whatever leaves the product as a file is an export and stands in the audit
 * (DV-2); each photo is opened when its turn comes, so that 800 of them are never in memory together.
 */
export async function exportPhotos(
  deps: Deps,
  caller: Caller,
  projectId: string,
  ids: readonly string[] | undefined,
): Promise<PhotoExport> {
  const { tenantId } = caller;
  return await deps.db.withTenant(tenantId, async (tx) => {
    const { project, photos } = await chosenPhotos(deps, tx, caller, projectId, ids);
    const zone = await loadTimeZone(tx, tenantId);
    const details = { photos: photos.length };
    const entry = { tenantId, actor: actorOf(caller), verb: "export-project-photos", subjectKind: "project" } as const;
    await appendAudit(deps, tx, { ...entry, subjectId: projectId, details });
    const taken = new Set<string>();
    const entries = photos.map((photo) => ({
      path: photoName(photo, endingOf(photo.mimeType) ?? "bin", zone, taken),
      attachmentId: photo.id,
      read: async () =>
        (await deps.db.withTenant(tenantId, (own) => readPhoto(deps, own, caller, project, photo)))?.bytes,
    }));
    return { fileName: `Auftrag-${project.number}-Fotos.zip`, entries };
  });
}

/** Of how many of these photos the archive will name nothing but the name. */
export async function countLostPhotos(
  deps: Deps,
  caller: Caller,
  projectId: string,
  ids: readonly string[] | undefined,
): Promise<number> {
  const { tenantId } = caller;
  const { photos } = await deps.db.withTenant(tenantId, (tx) => chosenPhotos(deps, tx, caller, projectId, ids));
  const lying = photos.map(({ id }) => id);
  return (await lostFiles(deps.config.dataDir, tenantId, lying)).length;
}

async function chosenPhotos(deps: Deps, tx: Tx, caller: Caller, projectId: string, ids: readonly string[] | undefined) {
  const project = await accessToManage(tx, caller, projectId);
  const all = await showPhotos(deps, tx, caller, projectId);
  if (ids === undefined) return { project, photos: all };
  const wanted = new Set(ids);
  const photos = all.filter(({ id }) => wanted.has(id));
  if (photos.length !== wanted.size) throw new Problem("not-found");
  return { project, photos };
}
