import type { z } from "zod";
import type { NewReport, PhotoRef, ProjectPhoto } from "../../../contract/projects.ts";
import { ReportView } from "../../../contract/projects.ts";
import { germanName } from "../../contacts/shown-name.ts";
import { reservedFrom } from "../../conversations/access-conversation.action.ts";
import type { Caller } from "../../platform/caller.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { documentTime } from "../../platform/documents/document.ts";
import { renderDocumentPdf } from "../../platform/documents/document-pdf.ts";
import { instant } from "../../platform/instant.ts";
import { Problem } from "../../platform/problem.ts";
import { tellProject } from "../../project-links/tell-projects.action.ts";
import { loadShownNames } from "../../rooms/show-room-messages.action.ts";
import { keptFiles } from "../../team-files/kept-files.action.ts";
import { filesOfProject } from "../../team-files/project-files.action.ts";
import { findTeamFile } from "../../team-files/read-team-file.action.ts";
import { keepTeamFile, viewFiles } from "../../team-files/team-files.action.ts";
import { loadTenantName } from "../../tenants/load-tenant-name.action.ts";
import { accessProject, type Project, seesCustomer } from "../access-project.action.ts";
import { firstName } from "../first-name.ts";
import { readPhoto } from "../photo-files.action.ts";
import { cardKey } from "../project-card.action.ts";
import { showPhotos } from "../project-photos.action.ts";
import { customersOf } from "../show-project.action.ts";
import { insertReport, reportsOf } from "./report.store.ts";
import { type ReportPicture, reportDocument } from "./report-document.ts";
import { originsOf } from "./report-origins.action.ts";
import { reportPicture } from "./report-picture.adapter.ts";

type Wish = z.output<typeof NewReport>;
const maxBytes = 50_000_000;

/**
 * Writes the report of a day's work as a tagged PDF and keeps it with its hash in the project. The same client id again
 * is the same report. @returns its file's id
 */
export async function makeReport(deps: Deps, caller: Caller, projectId: string, wish: Wish): Promise<string> {
  const { tenantId, memberId, role } = caller;
  const ready = await deps.db.withTenant(tenantId, (tx) => gather(deps, tx, caller, projectId, wish));
  if ("fileId" in ready) return ready.fileId;
  const { report, key, origins } = ready;
  const bytes = await renderDocumentPdf(reportDocument(report));
  const file = {
    tenantId,
    memberId,
    role,
    key,
    roomId: null,
    projectId,
    clientId: wish.clientId,
    bytes,
    fileName: `Bericht_Auftrag-${report.number}_${wish.day}.pdf`,
    maxBytes,
    ownPaper: true,
    ...origins,
  };
  const view = await keepTeamFile(deps, file, async (tx, fileId) => {
    const row = await findTeamFile(tx, fileId);
    // Its customer was erased while it was drawn.
    if (!row) throw new Problem("not-found");
    await insertReport(tx, tenantId, {
      fileId,
      projectId,
      clientId: wish.clientId,
      audience: wish.audience,
      hash: Buffer.from(row.hash_after),
      madeBy: memberId,
      madeAt: deps.clock.now(),
    });
    await tellProject(deps, tx, tenantId, projectId);
  });
  return view.id;
}

async function gather(deps: Deps, tx: Tx, caller: Caller, projectId: string, wish: Wish) {
  const project = await accessProject(tx, caller, projectId);
  if (!seesCustomer(caller)) throw new Problem("not-allowed");
  const { tenantId, memberId } = caller;
  const made = (await reportsOf(tx, projectId)).find(
    (one) => one.clientId === wish.clientId && one.madeBy === memberId,
  );
  if (made) return { fileId: made.fileId };
  const photos = await showPhotos(deps, tx, caller, projectId);
  const open = (ref: PhotoRef) => pictureOf(deps, tx, caller, project, photos, ref);
  const pairs = [];
  for (const pair of wish.pairs) pairs.push({ before: await open(pair.before), after: await open(pair.after) });
  const pictures = [];
  for (const ref of wish.photos) pictures.push(await open(ref));
  const [customer] = await customersOf(deps, tx, caller, project);
  const report = {
    number: project.number,
    audience: wish.audience,
    firm: await loadTenantName(tx, tenantId),
    issuedAt: deps.clock.now(),
    day: wish.day,
    place: wish.place,
    author: firstName(caller.name),
    customer: customer === undefined ? null : germanName(customer.name),
    text: wish.text,
    pairs,
    pictures,
  };
  const shown = [...wish.pairs.flatMap((pair) => [pair.before, pair.after]), ...wish.photos];
  const origins = await originsOf(tx, caller, project, shown);
  return { report, origins, key: await cardKey(deps, tx, tenantId, project) };
}

async function pictureOf(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  project: Project,
  photos: readonly ProjectPhoto[],
  ref: PhotoRef,
): Promise<ReportPicture> {
  const photo = photos.find((one) => one.source === ref.source && one.id === ref.id);
  const file = photo && (await readPhoto(deps, tx, caller, project, ref));
  if (!photo || file?.media !== "image")
    throw new Problem("not-found", {
      detail: { de: "Ein Foto ist nicht mehr da.", en: "A photo is no longer there." },
    });
  return {
    bytes: await reportPicture(file.bytes),
    shows: photo.shows,
    taken: documentTime(instant(Date.parse(photo.at)), "de"),
    author: germanName(photo.author),
  };
}

/** The reports of a project, newest first; none that names or shows what is kept from the caller (M4). */
export async function showReports(deps: Deps, tx: Tx, caller: Caller, projectId: string): Promise<ReportView[]> {
  await accessProject(tx, caller, projectId);
  // A report names the customer: people of other firms do not read it.
  if (!seesCustomer(caller)) return [];
  const nameOf = await loadShownNames(deps, tx, caller.tenantId);
  const files = new Map((await filesOfProject(tx, projectId)).map((row) => [row.file_id, row]));
  const kept = await keptFiles(tx, caller, [...files.values()], reservedFrom);
  const views = [];
  for (const report of await reportsOf(tx, projectId)) {
    const row = files.get(report.fileId);
    const [file] = row && !kept.has(row.file_id) ? await viewFiles(deps, tx, caller.tenantId, [row]) : [];
    if (!file) continue;
    views.push(
      ReportView.parse({
        fileId: report.fileId,
        name: file.name ?? "Bericht.pdf",
        audience: report.audience,
        madeAt: report.madeAt.toISOString(),
        authorName: firstName(nameOf(report.madeBy)),
        bytes: file.bytes,
        hash: Buffer.from(report.hash).toString("hex"),
        sentAt: report.sentAt?.toISOString() ?? null,
      }),
    );
  }
  return views;
}
