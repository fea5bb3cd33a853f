import type { KeptProject } from "../../contract/kept-projects.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import type { ZipEntry } from "../platform/zip.ts";
import { loadShownNames } from "../rooms/show-room-messages.action.ts";
import { readTeamFile } from "../team-files/read-team-file.action.ts";
import { restrictedFiles } from "../team-files/restricted-files.action.ts";
import { viewFiles } from "../team-files/team-files.action.ts";
import { openTeamKeys } from "../team-files/team-keys.action.ts";
import { accessToManage } from "./access-project.action.ts";
import { loadKept } from "./kept.store.ts";
import { KeptContent, keptPlace } from "./kept-content.ts";

/** What a legal hold keeps of a project, for a named reason; who opened it is written down first (ER-3). */
export async function openKept(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  projectId: string,
  reason: string,
): Promise<KeptProject> {
  const { tenantId } = caller;
  const { number } = await accessToManage(tx, caller, projectId);
  const nameOf = await loadShownNames(deps, tx, tenantId);
  const files = await restrictedFiles(tx, projectId);
  const views = await viewFiles(deps, tx, tenantId, files);
  const versions = await openVersions(deps, tx, tenantId, projectId, nameOf);
  if (versions.length === 0 && files.length === 0) throw new Problem("not-found");
  await appendAudit(deps, tx, {
    tenantId,
    actor: actorOf(caller),
    verb: "open-kept-project",
    subjectKind: "project",
    subjectId: projectId,
    details: { reason, versions: versions.length, files: files.length },
  });
  return {
    number,
    versions,
    files: views.map(({ id, name, at, authorId, bytes }) => ({
      id,
      name: name ?? "Datei",
      at,
      author: nameOf(authorId),
      bytes,
    })),
  };
}

async function openVersions(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  projectId: string,
  nameOf: (id: string) => string,
): Promise<KeptProject["versions"]> {
  const rows = await loadKept(tx, projectId);
  const keys = await openTeamKeys(
    deps.seal,
    tx,
    tenantId,
    rows.map((row) => row.keyId),
  );
  const people = (ids: readonly string[]) => ids.map(nameOf).filter((name) => name !== "");
  return rows.flatMap((row) => {
    const key = keys.get(row.keyId);
    if (!key) return [];
    const sealed = deps.seal.openForContact(tenantId, key, keptPlace(row.keptId), row.sealedContent);
    const { name, address, access, memberIds, appointments, notes } = KeptContent.parse(
      JSON.parse(sealed.toString("utf8")),
    );
    return {
      ...{ id: row.keptId, at: row.keptAt.toISOString(), because: row.because, name, address, access },
      people: people(memberIds),
      appointments: appointments.map(({ memberIds: ids, ...visit }) => ({ ...visit, people: people(ids) })),
      notes: notes.map(({ authorId, at, text }) => ({ author: nameOf(authorId), at, text })),
    };
  });
}

/** The same with its files, for whoever has to hand it over: a court, a lawyer. */
export async function exportKept(
  deps: Deps,
  caller: Caller,
  projectId: string,
  reason: string,
): Promise<{ readonly fileName: string; readonly entries: readonly ZipEntry[] }> {
  const { tenantId } = caller;
  const kept = await deps.db.withTenant(tenantId, (tx) => openKept(deps, tx, caller, projectId, reason));
  const files = kept.files.map((file) => ({ ...file, path: `dateien/${file.id}-${file.name}` }));
  const text = JSON.stringify({ ...kept, files }, undefined, 2);
  return {
    fileName: `Auftrag-${kept.number}-gesperrt.zip`,
    entries: [
      { path: `auftrag-${kept.number}.json`, read: async () => Buffer.from(`${text}\n`) },
      ...files.map(({ id, path }) => ({
        path,
        attachmentId: id,
        read: async () => await readKept(deps, tenantId, projectId, id),
      })),
    ],
  };
}

/** Undefined: the hold has ended meanwhile, or the disk has lost it. */
async function readKept(deps: Deps, tenantId: string, projectId: string, id: string) {
  return await deps.db.withTenant(tenantId, async (tx) => {
    const row = (await restrictedFiles(tx, projectId)).find((one) => one.file_id === id);
    return row && (await readTeamFile(deps, tx, tenantId, row, "content"))?.bytes;
  });
}
