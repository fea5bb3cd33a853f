import { type OutboxEntry, outbox } from "../offline/outbox.svelte.ts";
import { drawPicture } from "../state/shrink-picture.ts";
import type { Label } from "../state/taken-photo.ts";

/** Nobody sends this kind: a photo lies in the outbox from the moment it was taken, and goes out with what one sends. */
const kind = "shot";
/** Longest edge; a type plate stays readable (U38). */
const maxEdge = 2048;

interface Body {
  readonly label: Label | undefined;
}
export type Shot = OutboxEntry<Body>;

/** What becomes of photos: sent from here, taken into a field for a last look, or kept in the project. */
export type Goes = "send" | "take" | "keep";

/** Photos taken for a place and not sent yet, the oldest first. They outlive a dead battery. */
export function shotsFor(place: string): readonly Shot[] {
  return outbox.of(laneOf(place)).filter((entry): entry is Shot => entry.kind === kind);
}
const laneOf = (place: string) => `camera/${place}`;

/** Keeps a photo at once: reduced, upright, without a place on the map. @throws when there is no picture in it */
async function keepShot(place: string, source: HTMLVideoElement | File): Promise<void> {
  const picture = source instanceof File ? await readable(source) : await drawn(source);
  const id = crypto.randomUUID();
  const name = picture instanceof File ? picture.name : "Foto.jpg";
  outbox.add<Body>({
    kind,
    lane: laneOf(place),
    body: { label: undefined },
    files: [{ id, name, type: picture.type, bytes: Promise.resolve(picture) }],
  });
}

/** Several, each by itself. @returns whether all of them lie here now */
export async function keepShots(place: string, sources: readonly (HTMLVideoElement | File)[]): Promise<boolean> {
  let all = true;
  for (const source of sources) {
    try {
      await keepShot(place, source);
    } catch {
      all = false;
    }
  }
  return all;
}

/** The same label twice takes it away. */
export function labelShot(shot: Shot, label: Label): void {
  outbox.again(shot.clientId, { label: shot.body.label === label ? undefined : label });
}
export function removeShot(shot: Shot): void {
  outbox.discard(shot.clientId);
}
/** The picture of an entry with one file. */
export async function bytesOf(entry: OutboxEntry): Promise<Blob | undefined> {
  const [file] = entry.files;
  return file && (await outbox.fileOf(file.id));
}

async function drawn(video: HTMLVideoElement): Promise<Blob> {
  const { videoWidth, videoHeight } = video;
  const { file } = await drawPicture(video, videoWidth, videoHeight, maxEdge);
  if (!file || videoWidth === 0) throw new Error("the camera gave no picture");
  return file;
}

/** A photo of another camera app; what this browser cannot read the server reduces. */
async function readable(file: File): Promise<Blob> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    // One that nobody can read any more is none: this throws.
    await file.slice(0, 1).arrayBuffer();
    return file;
  }
  const { file: picture } = await drawPicture(bitmap, bitmap.width, bitmap.height, maxEdge);
  bitmap.close();
  return picture ?? file;
}
