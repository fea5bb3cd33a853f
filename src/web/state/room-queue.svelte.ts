import type { NewRoomMessage, RoomMessageView } from "../../contract/rooms.ts";
import { api, isTransient, sentenceOf } from "../api.ts";
import type { RoomUpload } from "./room-upload.svelte.ts";

export type RoomWish = Partial<Omit<NewRoomMessage, "clientId" | "fileIds">>;

/** What one has written and the server has not answered yet. Shown as a message from the first frame on. */
export interface WaitingInRoom {
  readonly clientId: string;
  readonly wish: RoomWish;
  readonly uploads: readonly RoomUpload[];
  readonly at: string;
  /** sending: on its way · waiting: no net, tries by itself · refused: the server said no. */
  readonly phase: "sending" | "waiting" | "refused";
  readonly sentence: string;
}

/** Sends what is written in one room, one after the other; the same client id twice is one message. */
export class RoomQueue {
  waiting = $state.raw<readonly WaitingInRoom[]>([]);
  readonly #roomId: string;
  readonly #settled: (message: RoomMessageView) => void;
  #running = false;
  #wake: () => void = () => {};

  constructor(roomId: string, settled: (message: RoomMessageView) => void) {
    this.#roomId = roomId;
    this.#settled = settled;
  }

  add(wish: RoomWish, uploads: readonly RoomUpload[]): void {
    const at = new Date().toISOString();
    const clientId = crypto.randomUUID();
    this.waiting = [...this.waiting, { clientId, wish, uploads, at, phase: "sending", sentence: "" }];
    void this.#run();
  }
  again(clientId: string): void {
    this.#change(clientId, { phase: "sending", sentence: "" });
    void this.#run();
  }
  discard(clientId: string): void {
    this.waiting = this.waiting.filter((entry) => entry.clientId !== clientId);
  }
  /** The feed was faster than the answer: drop what has arrived. */
  forget(messages: readonly RoomMessageView[]): void {
    const known = new Set<string>(messages.map((message) => message.clientId));
    if (this.waiting.some((entry) => known.has(entry.clientId)))
      this.waiting = this.waiting.filter((entry) => !known.has(entry.clientId));
  }
  wake(): void {
    this.#wake();
  }

  #change(clientId: string, changes: Partial<WaitingInRoom>): void {
    this.waiting = this.waiting.map((entry) => (entry.clientId === clientId ? { ...entry, ...changes } : entry));
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    let pause = 1000;
    for (;;) {
      const entry = this.waiting.find((one) => one.phase !== "refused");
      if (!entry) break;
      try {
        this.#settled(await this.#send(entry));
        this.discard(entry.clientId);
        pause = 1000;
      } catch (error) {
        const later = isTransient(error);
        this.#change(entry.clientId, { phase: later ? "waiting" : "refused", sentence: sentenceOf(error) });
        if (!later) continue;
        const length = pause;
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, length);
          this.#wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        pause = Math.min(pause * 2, 15_000);
      }
    }
    this.#running = false;
  }

  async #send({ clientId, wish, uploads }: WaitingInRoom): Promise<RoomMessageView> {
    const files = await Promise.all(uploads.map((one) => one.done()));
    const fileIds = files.map((file) => file.id);
    return await api.post<RoomMessageView>(`/api/rooms/${this.#roomId}/messages`, { ...wish, clientId, fileIds });
  }
}
