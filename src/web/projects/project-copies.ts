import type { ProjectList, ProjectPhoto, ProjectView, ReportView, TodayProjects } from "../../contract/projects.ts";
import { api, fetchPicture } from "../api.ts";
import { copies } from "../offline/copies.ts";
import { isRefusedAlone } from "../offline/prefetch.ts";
import { vault } from "../offline/vault.ts";
import { photoAddress } from "./photo-address.ts";
import { fetchPhotos } from "./photo-pages.ts";

/** A project as it can be read without a net; its pictures lie beside it, each for itself. */
export interface ProjectCopy {
  readonly view: ProjectView;
  readonly photos: readonly ProjectPhoto[];
  readonly reports: readonly ReportView[];
  readonly at: string;
}
/** The list of projects, and whose turn it is today. */
export interface ProjectsCopy {
  readonly list: ProjectList;
  readonly today: TodayProjects;
  readonly at: string;
}

const hour = 3_600_000;
/** Today's and those of tomorrow morning: whoever drives off early had the last net in the evening. */
const aheadMs = 36 * hour;
/** And those of the next day there are any: before Monday many a one opens the app on Friday last. */
const workdayMs = 12 * hour;
const mostProjects = 12;
const mostPictures = 80;
const pauseMs = 100;
let round = 0;
let kept: ReadonlyMap<string, ProjectCopy> = new Map();

export const pictureId = (projectId: string, { source, id }: Pick<ProjectPhoto, "source" | "id">): string =>
  `${projectId}/${source}/${id}`;

/** A project without its photos. */
export async function fetchAbout(id: string): Promise<Pick<ProjectCopy, "view" | "reports">> {
  const path = `/api/projects/${id}`;
  const [view, reports] = await Promise.all([
    api.get<ProjectView>(path),
    api.get<{ items: ReportView[] }>(`${path}/reports`),
  ]);
  return { view, reports: reports.items };
}

/** @param show told after each page of photos what is there so far, and how many photos there are */
export async function fetchProject(
  id: string,
  show: (copy: ProjectCopy, total: number) => void = () => {},
): Promise<ProjectCopy> {
  const at = new Date().toISOString();
  let about: Pick<ProjectCopy, "view" | "reports"> | undefined;
  let some: { readonly photos: readonly ProjectPhoto[]; readonly total: number } | undefined;
  const tell = () => about && some && show({ ...about, photos: some.photos, at }, some.total);
  const aboutIt = async () => {
    about = await fetchAbout(id);
    tell();
    return about;
  };
  const photosOfIt = fetchPhotos(id, (photos, total) => {
    some = { photos, total };
    tell();
  });
  const [{ view, reports }, photos] = await Promise.all([aboutIt(), photosOfIt]);
  const copy = { view, photos, reports, at: new Date().toISOString() };
  copies.keep("project", id, copy);
  return copy;
}

export async function fetchProjects(): Promise<ProjectsCopy> {
  const [list, today] = await Promise.all([
    api.get<ProjectList>("/api/projects"),
    api.get<TodayProjects>("/api/projects/today"),
  ]);
  const copy = { list, today, at: new Date().toISOString() };
  copies.keep("projects", "mine", copy);
  return copy;
}

/** Lays the next jobs on the phone, one by one: card, appointments, notes. @returns false when something is missing */
export async function prefetchProjects(): Promise<boolean> {
  const mine = ++round;
  const goesOn = () => mine === round && vault.open && navigator.onLine;
  try {
    if (!goesOn()) return false;
    const { list, today } = await fetchProjects();
    const ids = [...new Set([...today.items.map(({ project }) => project.id), ...soonOf(list)])];
    const fetched = new Map<string, ProjectCopy>();
    const laid = await eachAlone(ids.slice(0, mostProjects), goesOn, async (id) => {
      fetched.set(id, await fetchProject(id));
      return "laid";
    });
    if (laid === "cut") return false;
    kept = fetched;
    await letGo(new Set(list.items.map((row) => row.id)));
    return laid === "all";
  } catch {
    // The next time the app is opened.
    return false;
  }
}

/** The jobs somebody may drive to before they have a net again. */
function soonOf(list: ProjectList): readonly string[] {
  const next = list.items.flatMap(({ id, state, next }) =>
    state !== "done" && next ? [{ id, at: Date.parse(next.startsAt) }] : [],
  );
  const midnight = new Date().setHours(24, 0, 0, 0);
  const first = Math.min(...next.map(({ at }) => at).filter((at) => at >= midnight));
  const soon = Math.max(Date.now() + aheadMs, first + workdayMs);
  return next.filter(({ at }) => at < soon).map(({ id }) => id);
}

/** Their pictures, small. @returns false when something is missing */
export async function prefetchPictures(): Promise<boolean> {
  const mine = round;
  const wanted = [...kept.values()].flatMap(({ view, photos }) =>
    forTheCellar(photos).map((photo) => ({ projectId: view.id, photo })),
  );
  const goesOn = () => mine === round && vault.open && navigator.onLine;
  try {
    const laid = await eachAlone(wanted, goesOn, async ({ projectId, photo }) => {
      const id = pictureId(projectId, photo);
      if (await copies.has("picture", id)) return "there";
      await copies.keepPicture(id, await fetchPicture(photoAddress(projectId, photo, "thumbnail")));
      return "laid";
    });
    return laid === "all";
  } catch {
    // The next time the app is opened.
    return false;
  }
}

/**
 * One by one, in the gaps of other work: one the server refuses, or has lost, keeps none of the others back.
 * @param lay says whether it lay there already: then nothing was asked
 */
async function eachAlone<T>(
  what: readonly T[],
  goesOn: () => boolean,
  lay: (one: T) => Promise<"laid" | "there">,
): Promise<"all" | "some" | "cut"> {
  let laid: "all" | "some" = "all";
  for (const one of what) {
    if (!goesOn()) return "cut";
    try {
      if ((await lay(one)) === "there") continue;
    } catch (error) {
      if (!isRefusedAlone(error)) throw error;
      laid = "some";
    }
    await pause();
  }
  return laid;
}

/** All of the customer's and the newest of ours. */
function forTheCellar(photos: readonly ProjectPhoto[]): readonly ProjectPhoto[] {
  const small = photos.filter((photo) => photo.hasThumbnail);
  const theirs = small.filter((photo) => photo.source === "customer");
  return [...theirs, ...small.filter((photo) => photo.source === "team").toReversed()].slice(0, mostPictures);
}

/** What was opened today may stay; jobs that are not ours any more, old copies and pictures nobody is shown go. */
async function letGo(ours: ReadonlySet<string>): Promise<void> {
  const shown = new Set<string>();
  await copies.only("project", async (id) => {
    const copy = kept.get(id) ?? (await copies.read<ProjectCopy>("project", id));
    if (!copy || !ours.has(id) || Date.now() - Date.parse(copy.at) > 24 * hour) return false;
    for (const photo of copy.photos) shown.add(pictureId(id, photo));
    return true;
  });
  await copies.only("picture", (id) => shown.has(id));
}

const pause = () => new Promise((resolve) => setTimeout(resolve, pauseMs));
