import type { RoomMessageView } from "../../contract/rooms.ts";
import { isVisible } from "../../contract/visible.ts";
import { keepWords, leftWords } from "../offline/begun-words.ts";
import { outbox } from "../offline/outbox.svelte.ts";
import { keepInTab, keptInTab } from "../tab-storage.ts";
import { leftFiles, recallFiles, uploadOf } from "./draft-files.ts";
import { mostFiles, type RoomUpload, toRoom } from "./room-queue.svelte.ts";

export interface Emergency {
  readonly danger: "gas" | "fire" | "water" | "power" | "person";
  readonly reason: string;
}

/** What stands in the field of one room. Words survive a reload; they end with the tab. */
export class RoomDraft {
  text = $state("");
  uploads = $state.raw<readonly RoomUpload[]>([]);
  replyTo = $state.raw<RoomMessageView | undefined>(undefined);
  /** An own message whose words are being changed. */
  editing = $state.raw<RoomMessageView | undefined>(undefined);
  asksSeen = $state(false);
  emergency = $state.raw<Emergency | undefined>(undefined);
  /** People picked by "@"; they count if their name still stands in the text. */
  called = $state.raw<readonly { readonly id: string; readonly name: string }[]>([]);
  readonly empty = $derived(!isVisible(this.text) && this.uploads.length === 0);
  readonly #id: string;
  #beforeEdit = "";

  constructor(id: string) {
    this.#id = id;
    this.text = keptInTab(`room-draft/${id}`) ?? "";
  }

  /** Where what is chosen or spoken here is kept. */
  get place(): string {
    return `room/${this.#id}`;
  }
  /** What was chosen before the app was closed stands here again. Call it when it may be there. */
  async recall(): Promise<void> {
    const free = () => this.text === "" && !this.editing;
    const take = (left: string) => {
      this.text = left;
    };
    if (free()) await leftWords(this.place, { free, take });
    // What the tab kept, or was typed before the store was open, is kept on the device from now on.
    this.changed();
    const items = await recallFiles(leftFiles(this.place), (voice) => toRoom(this.#id, voice));
    this.uploads = [...this.uploads, ...items];
  }

  get mentions(): string[] {
    return [...new Set(this.called.filter(({ name }) => this.text.includes(`@${name}`)).map(({ id }) => id))];
  }

  changed(): void {
    if (this.editing) return;
    keepInTab(`room-draft/${this.#id}`, this.text);
    keepWords(this.place, this.text);
  }

  /**
   * They go with a new message: one that is being changed is left as it was.
   * @param room how many may be added; what did not go out comes back whole
   * @returns how many did not fit
   */
  addFiles(files: readonly File[], voice = false, room = mostFiles - this.uploads.length): number {
    if (this.editing) this.endEdit();
    const taken = files.slice(0, Math.max(0, room));
    this.uploads = [
      ...this.uploads,
      ...taken.map((file) => uploadOf(toRoom(this.#id, voice), this.place, file, voice)),
    ];
    return files.length - taken.length;
  }
  remove(upload: RoomUpload): void {
    upload.cancel();
    if (upload.shot !== undefined) outbox.discard(upload.shot);
    this.uploads = this.uploads.filter((one) => one !== upload);
  }

  edit(message: RoomMessageView): void {
    if (!this.editing) this.#beforeEdit = this.text;
    this.editing = message;
    this.replyTo = undefined;
    this.text = message.text ?? "";
  }
  endEdit(): void {
    this.editing = undefined;
    this.text = this.#beforeEdit;
  }

  /** Words that did not go out stand in the field again; a message that is being changed is left as it was. */
  putBack(text: string): void {
    if (this.editing) this.endEdit();
    this.text = isVisible(this.text) ? `${this.text}\n${text}` : text;
    this.changed();
  }

  /** After sending: an empty field in the same frame. */
  clear(): void {
    this.text = "";
    this.uploads = [];
    this.replyTo = undefined;
    this.asksSeen = false;
    this.emergency = undefined;
    this.called = [];
    this.changed();
  }
}
