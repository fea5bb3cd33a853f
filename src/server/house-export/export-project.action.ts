import { endingOf } from "../attachments/media-types.ts";
import { germanName } from "../contacts/shown-name.ts";
import type { Deps } from "../platform/deps.ts";
import { documentTime } from "../platform/documents/document.ts";
import { instant } from "../platform/instant.ts";
import { accessProject } from "../projects/access-project.action.ts";
import { showReports } from "../projects/papers/make-report.action.ts";
import { photoName } from "../projects/papers/photo-name.ts";
import { readPhoto } from "../projects/photo-files.action.ts";
import { showPhotos } from "../projects/project-photos.action.ts";
import { showProject } from "../projects/show-project.action.ts";
import { findTeamFile, readTeamFile } from "../team-files/read-team-file.action.ts";
import { folderName, plainWords } from "./names.ts";
import { facts, foot, head, paragraph, section, showFile } from "./page.ts";
import { storedFile } from "./stored-file.action.ts";
import type { Item, Walk } from "./walk.ts";
import { type Entry, textEntry } from "./zip-stream.adapter.ts";

const time = (at: string): string => documentTime(instant(Date.parse(at)), "de");

export const projectFolder = (number: number, name: string) => `auftraege/${folderName(number, name)}/`;

/** One order: what is known of it as data and as a page, its photos by readable names, its reports. */
export async function* exportProject(deps: Deps, walk: Walk, item: Item): AsyncGenerator<Entry> {
  const order = await readOrder(deps, walk, item);
  walk.counts.projects += 1;
  yield textEntry(`${order.folder}auftrag.json`, `${JSON.stringify(dataOf(order), undefined, 2)}\n`);
  yield textEntry(`${order.folder}auftrag.html`, pageOf(order));
  yield* photosOf(deps, walk, order);
  yield* reportsOf(deps, walk, order);
}

type Order = Awaited<ReturnType<typeof readOrder>>;

/** What is known of it, each file with its place in the archive. */
async function readOrder(deps: Deps, { caller, zone }: Walk, { id }: Item) {
  const read = await deps.db.withTenant(caller.tenantId, async (tx) => ({
    card: await accessProject(tx, caller, id),
    project: await showProject(deps, tx, caller, id),
    photos: await showPhotos(deps, tx, caller, id),
    reports: await showReports(deps, tx, caller, id),
  }));
  const folder = projectFolder(read.project.number, read.project.name);
  const taken = new Set<string>();
  return {
    ...read,
    folder,
    photos: read.photos.map((photo) => ({
      ...photo,
      path: `${folder}fotos/${photoName(photo, endingOf(photo.mimeType) ?? "bin", zone, taken)}`,
    })),
    reports: read.reports.map((report, i) => ({
      ...report,
      path: `${folder}berichte/${String(i + 1).padStart(2, "0")}_${plainWords(report.name.replace(/\.pdf$/i, ""))}.pdf`,
    })),
  };
}

function dataOf({ project, photos, reports }: Order): Record<string, unknown> {
  return {
    auftrag: project.number,
    id: project.id,
    name: project.name,
    stand: project.state,
    adresse: project.address,
    zugang: project.access,
    angelegt: project.createdAt,
    fertig: project.doneAt,
    kunden: project.customers.map((one) => ({ ...one, name: germanName(one.name) })),
    gespraeche: project.conversations.map((one) => one.number),
    leute: project.people.map((one) => one.name),
    termine: project.appointments.map(({ startsAt, endsAt, confirmed }) => ({ von: startsAt, bis: endsAt, confirmed })),
    notizen: project.notes.map(({ at, authorName, text }) => ({ zeit: at, von: authorName, text })),
    fotos: photos.map(({ path, at, author, shows }) => ({
      datei: path,
      zeit: at,
      von: germanName(author),
      zeigt: shows,
    })),
    berichte: reports.map(({ path, madeAt, hash }) => ({ datei: path, zeit: madeAt, sha256: hash })),
  };
}

function pageOf({ project, photos, reports, folder }: Order): string {
  const shown = (path: string, media: string): string =>
    showFile({ path, why: null, media, name: path.split("/").at(-1) ?? "" }, folder).text;
  return [
    head(`Auftrag ${project.number}: ${project.name}`),
    factsOf(project),
    ...listed("Termine", project.appointments, (one) => paragraph(`${time(one.startsAt)} bis ${time(one.endsAt)}`)),
    ...listed("Notizen", project.notes, (one) => paragraph(`${time(one.at)}, ${one.authorName}: ${one.text}`)),
    ...listed("Berichte", reports, ({ path }) => shown(path, "document")),
    ...listed("Fotos", photos, ({ path, media }) => shown(path, media)),
    foot,
  ].join("\n");
}

const factsOf = (project: Order["project"]): string =>
  facts([
    {
      label: "Kunde",
      value: project.customers.map((one) => [germanName(one.name), one.phone].filter(Boolean).join(", +")).join("; "),
    },
    { label: "Adresse", value: project.address ?? "" },
    { label: "Zugang", value: project.access ?? "" },
    { label: "Angelegt", value: time(project.createdAt) },
    { label: "Fertig", value: project.doneAt === null ? "" : time(project.doneAt) },
    { label: "Leute", value: project.people.map((one) => one.name).join(", ") },
    { label: "Gespräche", value: project.conversations.map((one) => one.number).join(", ") },
  ]);

/** A heading with its items, or nothing where there are none. */
const listed = <T>(title: string, items: readonly T[], show: (item: T) => string): string[] =>
  items.length === 0 ? [] : [section(title), ...items.map(show)];

async function* photosOf(deps: Deps, walk: Walk, { card, photos }: Order): AsyncGenerator<Entry> {
  for (const photo of photos)
    yield* storedFile(deps, walk, { ...photo, squeeze: false }, (tx) => readPhoto(deps, tx, walk.caller, card, photo));
}

async function* reportsOf(deps: Deps, walk: Walk, { reports }: Order): AsyncGenerator<Entry> {
  const { tenantId } = walk.caller;
  for (const { fileId, path } of reports)
    yield* storedFile(deps, walk, { id: fileId, path, squeeze: false }, async (tx) => {
      const row = await findTeamFile(tx, fileId);
      return row && (await readTeamFile(deps, tx, tenantId, row, "content"));
    });
}
