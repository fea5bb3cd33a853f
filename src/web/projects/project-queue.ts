import type { CustomerAnswer, PhotoRef, ProjectPhoto, Shows, WriteToCustomer } from "../../contract/projects.ts";
import { api, ProblemError } from "../api.ts";
import { newClientId } from "../client-id.ts";
import { t } from "../i18n/t.ts";
import { type OutboxEntry, outbox } from "../offline/outbox.svelte.ts";
import { sendInBlocks } from "../offline/send-blocks.ts";
import { shrinkPicture } from "../state/shrink-picture.ts";
import { lotsOf } from "./photo-pages.ts";

/** Longest edge of a photo that goes out; a type plate stays readable (U38). */
const maxEdge = 2048;
const minute = 60_000;
/** "Unterwegs" is true for a moment; that the work is done stays true a while longer. */
const trueFor = { "on-the-way": 5 * minute, text: 60 * minute } as const;

interface PhotoBody {
  readonly shows: Shows | null;
  readonly takenAt: string;
  /** A marked copy: of which photo. */
  readonly copyOf?: string;
  readonly copySource?: PhotoRef["source"];
}
/** What photos show that lie on the server already. */
interface LabelBody {
  readonly photos: readonly PhotoRef[];
  readonly shows: Shows | null;
}
interface NoteBody {
  readonly text: string;
}
export type WordBody = WriteToCustomer;
export type WaitingPhoto = OutboxEntry<PhotoBody>;
export type WaitingNote = OutboxEntry<NoteBody>;
export type WaitingWord = OutboxEntry<WordBody>;

/** A photo on its way into a project. */
export interface NewPhoto {
  readonly file: File;
  readonly shows: Shows | null;
  /** Without it, now. */
  readonly takenAt?: string;
  /** The photo of the camera whose place it takes. */
  readonly shot?: string;
}

/** Photos and notes go out in the order they were made; a word to the customer does not wait behind fifty photos. */
const laneOf = (projectId: string) => `project/${projectId}`;
const wordLaneOf = (projectId: string) => `project/${projectId}/word`;
const labelLaneOf = (projectId: string) => `project/${projectId}/label`;
const projectOfLane = (lane: string): string => lane.split("/")[1] ?? "";

const of = <Entry extends OutboxEntry>(lane: string, kind: string): readonly Entry[] =>
  outbox.of(lane).filter((entry): entry is Entry => entry.kind === kind);
export const waitingPhotos = (projectId: string) => of<WaitingPhoto>(laneOf(projectId), "project-photo");
export const waitingNotes = (projectId: string) => of<WaitingNote>(laneOf(projectId), "project-note");
export const waitingWords = (projectId: string) => of<WaitingWord>(wordLaneOf(projectId), "project-word");

export function addPhotos(projectId: string, photos: readonly NewPhoto[]): void {
  // A millisecond apart, so that they stand as they were chosen.
  const moment = (n: number) => new Date(Date.now() + n).toISOString();
  for (const [n, { file, shows, takenAt = moment(n), shot }] of photos.entries())
    outbox.add<PhotoBody>({
      kind: "project-photo",
      lane: laneOf(projectId),
      body: { shows, takenAt },
      files: [{ id: newClientId(), name: file.name, type: file.type, bytes: reduced(file) }],
      ...(shot === undefined ? {} : { instead: [shot] }),
    });
}

export function addNote(projectId: string, text: string): void {
  outbox.add<NoteBody>({ kind: "project-note", lane: laneOf(projectId), body: { text } });
}

/** There was no net for it. It goes out by itself only as long as it is true. */
export function addWord(projectId: string, wish: WordBody): void {
  const until = new Date(Date.now() + trueFor[wish.kind]).toISOString();
  outbox.add<WordBody>({
    kind: "project-word",
    lane: wordLaneOf(projectId),
    body: wish,
    until: wish.kind === "on-the-way" && wish.arrivesAt < until ? wish.arrivesAt : until,
    clientId: wish.clientId,
  });
}

/** A marked copy stands beside its photo; it takes the way of every photo, without a net too. */
export function addMarkedCopy(projectId: string, photo: ProjectPhoto, copy: Blob, name: string): void {
  outbox.add<PhotoBody>({
    kind: "project-photo",
    lane: laneOf(projectId),
    body: { shows: photo.shows, takenAt: new Date().toISOString(), copyOf: photo.id, copySource: photo.source },
    files: [{ id: newClientId(), name, type: copy.type, bytes: Promise.resolve(copy) }],
  });
}

/**
 * Says what photos show, without a net too: in the order in which it was said, and said twice it is the same. It does
 * not wait behind the photos that are on their way.
 */
export function labelPhotos(projectId: string, photos: readonly PhotoRef[], shows: Shows | null): void {
  const refs = photos.map(({ source, id }) => ({ source, id }));
  for (const lot of lotsOf(refs))
    outbox.add<LabelBody>({ kind: "project-label", lane: labelLaneOf(projectId), body: { photos: lot, shows } });
}

/** The photos as they will be labelled once everything is sent. */
export function withWaitingLabels(projectId: string, photos: readonly ProjectPhoto[]): readonly ProjectPhoto[] {
  const waiting = of<OutboxEntry<LabelBody>>(labelLaneOf(projectId), "project-label").filter(
    ({ phase }) => phase !== "refused",
  );
  if (waiting.length === 0) return photos;
  const said = new Map(
    waiting.flatMap(({ body }) => body.photos.map(({ source, id }) => [`${source}/${id}`, body.shows] as const)),
  );
  return photos.map((photo) => {
    const shows = said.get(`${photo.source}/${photo.id}`);
    return shows === undefined ? photo : { ...photo, shows };
  });
}

export function labelWaiting(photo: WaitingPhoto, shows: Shows | null): void {
  outbox.again(photo.clientId, { ...photo.body, shows } satisfies PhotoBody);
}

/** Whoever shows a project hears what arrived in it before the waiting one goes from the screen. */
const shown = new Map<string, () => Promise<void>>();
export function whenArrived(projectId: string, fetchAnew: () => Promise<void>): () => void {
  shown.set(projectId, fetchAnew);
  return () => {
    if (shown.get(projectId) === fetchAnew) shown.delete(projectId);
  };
}

outbox.sends<PhotoBody>("project-photo", async (photo, signal) => {
  const { lane, clientId, files } = photo;
  const projectId = projectOfLane(lane);
  const [file] = files;
  if (!file) return;
  const bytes = await outbox.bytesOf(file.id);
  // Its label may be chosen while it is on its way.
  const more = () => {
    const { shows: seen, ...rest } = outbox.asItIs(photo).body;
    return seen ? { ...rest, shows: seen } : rest;
  };
  const name = bytes.type === "image/jpeg" ? `${file.name.replace(/\.\w+$/, "")}.jpg` : file.name;
  await sendInBlocks(clientId, bytes, name, `/api/projects/${projectId}/uploads`, { signal, more });
  await shown.get(projectId)?.();
});

outbox.sends<LabelBody>("project-label", async ({ lane, body }) => {
  const projectId = projectOfLane(lane);
  await api.put(`/api/projects/${projectId}/photo-labels`, body);
  await shown.get(projectId)?.();
});

outbox.sends<NoteBody>("project-note", async ({ lane, clientId, body }) => {
  const projectId = projectOfLane(lane);
  await api.post(`/api/projects/${projectId}/notes`, { clientId, text: body.text });
  await shown.get(projectId)?.();
});

outbox.sends<WordBody>("project-word", async ({ lane, body }) => {
  await sendWord(projectOfLane(lane), body);
});

/** @returns what the customer reads, and whether it waits for the privacy notice. Throws with the reason where it may not go */
export async function sendWord(projectId: string, wish: WordBody): Promise<CustomerAnswer> {
  const answer = await api.post<CustomerAnswer>(`/api/projects/${projectId}/customer-messages`, wish);
  if (answer.outcome === "refused") throw new ProblemError("not-sent", 403, t("project.not-sent", { why: answer.why }));
  return answer;
}

async function reduced(file: File): Promise<Blob> {
  const isPicture = /^image\/(jpeg|png|webp|heic|heif|avif|bmp)$/.test(file.type);
  const shrunk = isPicture ? await shrinkPicture(file, maxEdge) : undefined;
  return shrunk?.file ?? file;
}
