import { endingOf } from "../attachments/media-types.ts";
import { germanName } from "../contacts/shown-name.ts";
import type { Deps } from "../platform/deps.ts";
import { documentTime } from "../platform/document.ts";
import { instant } from "../platform/instant.ts";
import { accessProject } from "../projects/access-project.action.ts";
import { showReports } from "../projects/papers/make-report.action.ts";
import { photoName } from "../projects/papers/photo-name.ts";
import { readPhoto } from "../projects/photo-files.action.ts";
import { showPhotos } from "../projects/project-photos.action.ts";
import { showProject } from "../projects/show-project.action.ts";
import { findTeamFile, readTeamFile } from "../team-files/read-team-file.action.ts";
import type { LineFile } from "./line.ts";
import { folderName, plainWords } from "./names.ts";
import { facts, foot, head, paragraph, section, showFile } from "./page.ts";
import type { Item, Walk } from "./walk.ts";
import { type Entry, textEntry } from "./zip-stream.adapter.ts";

const time = (at: string): string => documentTime(instant(Date.parse(at)), "de");

export const projectFolder = (number: number, name: string) => `auftraege/${folderName(number, name)}/`;

/** One order: what is known of it as data and as a page, its photos by readable names, its reports. */
export async function* exportProject(deps: Deps, walk: Walk, item: Item): AsyncGenerator<Entry> {
  const { caller, zone, counts } = walk;
  const { tenantId } = caller;
  const read = await deps.db.withTenant(tenantId, async (tx) => ({
    card: await accessProject(tx, caller, item.id),
    project: await showProject(deps, tx, caller, item.id),
    photos: await showPhotos(deps, tx, caller, item.id),
    reports: await showReports(deps, tx, caller, item.id),
  }));
  const { project } = read;
  const folder = projectFolder(project.number, project.name);
  const taken = new Set<string>();
  const photos = read.photos.map((photo) => ({
    ...photo,
    path: `${folder}fotos/${photoName(photo, endingOf(photo.mimeType) ?? "bin", zone, taken)}`,
  }));
  const reports = read.reports.map((report, i) => ({
    ...report,
    path: `${folder}berichte/${String(i + 1).padStart(2, "0")}_${plainWords(report.name.replace(/\.pdf$/i, ""))}.pdf`,
  }));
  counts.projects += 1;
  const { notes, appointments, customers, conversations, people, address, access, state, number, name } = project;
  yield textEntry(
    `${folder}auftrag.json`,
    `${JSON.stringify(
      {
        auftrag: number,
        id: project.id,
        name,
        stand: state,
        adresse: address,
        zugang: access,
        angelegt: project.createdAt,
        fertig: project.doneAt,
        kunden: customers.map((one) => ({ ...one, name: germanName(one.name) })),
        gespraeche: conversations.map((one) => one.number),
        leute: people.map((one) => one.name),
        termine: appointments.map(({ startsAt, endsAt, confirmed }) => ({ von: startsAt, bis: endsAt, confirmed })),
        notizen: notes.map(({ at, authorName, text }) => ({ zeit: at, von: authorName, text })),
        fotos: photos.map(({ path, at, author, shows }) => ({
          datei: path,
          zeit: at,
          von: germanName(author),
          zeigt: shows,
        })),
        berichte: reports.map(({ path, madeAt, hash }) => ({ datei: path, zeit: madeAt, sha256: hash })),
      },
      undefined,
      2,
    )}\n`,
  );
  const shown = (file: { path: string }, media: string): LineFile => ({
    path: file.path,
    why: null,
    media,
    name: file.path.split("/").at(-1) ?? "",
  });
  yield textEntry(
    `${folder}auftrag.html`,
    [
      head(`Auftrag ${number}: ${name}`),
      facts([
        {
          label: "Kunde",
          value: customers.map((one) => [germanName(one.name), one.phone].filter(Boolean).join(", +")).join("; "),
        },
        { label: "Adresse", value: address ?? "" },
        { label: "Zugang", value: access ?? "" },
        { label: "Angelegt", value: time(project.createdAt) },
        { label: "Fertig", value: project.doneAt === null ? "" : time(project.doneAt) },
        { label: "Leute", value: people.map((one) => one.name).join(", ") },
        { label: "Gespräche", value: conversations.map((one) => one.number).join(", ") },
      ]),
      ...(appointments.length > 0 ? [section("Termine")] : []),
      ...appointments.map((one) => paragraph(`${time(one.startsAt)} bis ${time(one.endsAt)}`)),
      ...(notes.length > 0 ? [section("Notizen")] : []),
      ...notes.map((note) => paragraph(`${time(note.at)}, ${note.authorName}: ${note.text}`)),
      ...(reports.length > 0 ? [section("Berichte")] : []),
      ...reports.map((report) => showFile(shown(report, "document"), folder).text),
      ...(photos.length > 0 ? [section("Fotos")] : []),
      ...photos.map((photo) => showFile(shown(photo, photo.media), folder).text),
      foot,
    ].join("\n"),
  );
  for (const photo of photos) {
    const file = await deps.db.withTenant(tenantId, (tx) => readPhoto(deps, tx, caller, read.card, photo));
    if (file) yield bytesEntry(walk, photo.path, file.bytes);
    else counts.missing += 1;
  }
  for (const report of reports) {
    const file = await deps.db.withTenant(tenantId, async (tx) => {
      const row = await findTeamFile(tx, report.fileId);
      return row && (await readTeamFile(deps, tx, tenantId, row, "content"));
    });
    if (file) yield bytesEntry(walk, report.path, file.bytes);
    else counts.missing += 1;
  }
}

function bytesEntry({ counts }: Walk, path: string, bytes: Uint8Array): Entry {
  counts.files += 1;
  return {
    path,
    squeeze: false,
    content: async function* () {
      yield bytes;
    },
  };
}
