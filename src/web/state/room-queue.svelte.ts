import type { NewRoomMessage, RoomMessageView, TeamFileView } from "../../contract/rooms.ts";
import { api } from "../api.ts";
import { type OutboxEntry, outbox } from "../offline/outbox.svelte.ts";
import { sendInBlocks } from "../offline/send-blocks.ts";
import { filesSent, handOver, shotsAmong, uploadsOf } from "./outgoing-files.svelte.ts";
import type { TakenPhoto } from "./taken-photo.ts";
import { type Target, UploadItem } from "./uploads.svelte.ts";

export type RoomUpload = UploadItem<TeamFileView>;
export type RoomWish = Partial<Omit<NewRoomMessage, "clientId" | "fileIds">>;

interface Body {
  readonly wish: RoomWish;
  /** Spoken into the app just now. */
  readonly voice: boolean;
}

/** What one has written and the server has not answered yet. Shown as a message from the first frame on. */
export interface WaitingInRoom
  extends Pick<OutboxEntry, "clientId" | "at" | "phase" | "sentence" | "problem" | "files">,
    Body {
  readonly uploads: readonly RoomUpload[];
}

/** In one message. */
export const mostFiles = 20;
const kind = "room-message";
const queues = new Map<string, RoomQueue>();

/** What is written in one room on its way out; the outbox keeps and sends it, one after the other. */
export class RoomQueue {
  readonly #roomId: string;
  readonly settled: (message: RoomMessageView) => void;
  readonly waiting: readonly WaitingInRoom[] = $derived.by(() => outbox.of(this.#roomId).map(waitingOf));

  constructor(roomId: string, settled: (message: RoomMessageView) => void) {
    this.#roomId = roomId;
    this.settled = settled;
    queues.set(roomId, this);
  }

  add(wish: RoomWish, uploads: readonly RoomUpload[], voice: boolean): void {
    const [files, instead] = [handOver(uploads), shotsAmong(uploads)];
    outbox.add<Body>({ kind, lane: this.#roomId, body: { wish, voice }, files, instead });
  }
  /** Photos of the camera: as many messages as it takes, the words with the first. */
  addPhotos(photos: readonly TakenPhoto[], caption: string): void {
    for (let from = 0; from < photos.length; from += mostFiles) {
      const some = photos.slice(from, from + mostFiles);
      const target = toRoom(this.#roomId, false);
      const uploads = some.map(({ file, shot }) => UploadItem.ofShot(target, file, shot));
      this.add({ text: from === 0 ? caption : "" }, uploads, false);
    }
  }
  again(clientId: string): void {
    outbox.again(clientId);
  }
  /** The writer has read that it looks like a sick note and says that it is none. */
  isNoSickNote(clientId: string): void {
    const entry = outbox.of(this.#roomId).find((one) => one.clientId === clientId);
    if (!entry) return;
    const body = entry.body as Body;
    outbox.again(clientId, { ...body, wish: { ...body.wish, notSickNote: true } } satisfies Body);
  }
  discard(clientId: string): void {
    outbox.discard(clientId);
  }
  /** The feed was faster than the answer: drop what has arrived. */
  forget(messages: readonly RoomMessageView[]): void {
    const known = new Set<string>(messages.map((message) => message.clientId));
    for (const { clientId } of this.waiting) if (known.has(clientId)) outbox.discard(clientId);
  }
}

/** The files of a room: in blocks, so that a cut costs one of them; sent again they are the same files. */
export const toRoom =
  (roomId: string, voice: boolean): Target<TeamFileView> =>
  ({ upload, bytes, name }, means) =>
    sendInBlocks<TeamFileView>(upload, bytes, name, `/api/rooms/${roomId}/uploads`, {
      ...means,
      more: () => ({ voice }),
    });

const waitingOf = (entry: OutboxEntry): WaitingInRoom => ({
  ...entry,
  ...(entry.body as Body),
  uploads: uploadsOf<TeamFileView>(entry),
});

outbox.sends<Body>(kind, async ({ lane, clientId, body, files }, thrownAway) => {
  const stored = await filesSent(files, toRoom(lane, body.voice), thrownAway);
  const fileIds = stored.map((file) => file.id);
  const message = await api.post<RoomMessageView>(`/api/rooms/${lane}/messages`, { ...body.wish, clientId, fileIds });
  queues.get(lane)?.settled(message);
});
