import type { TeamFileView } from "../../contract/rooms.ts";
import { ProblemError, sentenceOf, upload } from "../api.ts";
import { shrinkPicture } from "./shrink-picture.ts";

/** Longest edge of a picture that is sent; a type plate stays readable (U38). */
const maxEdge = 2048;

/** One file on its way into a room. Starts at once; sent again after a cut it is the same file. */
export class RoomUpload {
  readonly id = crypto.randomUUID();
  readonly name: string;
  readonly isPicture: boolean;
  readonly voice: boolean;
  readonly originalBytes: number;
  readonly previewUrl: string | undefined;
  readonly file: File;
  share = $state(0);
  status = $state<"working" | "done" | "failed">("working");
  sentence = $state("");
  original = $state(false);
  width = $state<number | undefined>(undefined);
  height = $state<number | undefined>(undefined);
  view = $state.raw<TeamFileView | undefined>(undefined);
  readonly #roomId: string;
  /** Other bytes are another file. */
  #clientId = crypto.randomUUID();
  #abort = new AbortController();
  #result: Promise<TeamFileView>;

  constructor(roomId: string, file: File, voice: boolean) {
    this.#roomId = roomId;
    this.file = file;
    this.voice = voice;
    this.name = file.name || "Bild.png";
    this.originalBytes = file.size;
    this.isPicture = /^image\/(jpeg|png|webp|heic|heif|avif|bmp)$/.test(file.type);
    this.previewUrl = this.isPicture ? URL.createObjectURL(file) : undefined;
    this.#result = this.#start();
  }

  /** The stored file; tries again what did not work for want of a net. */
  async done(): Promise<TeamFileView> {
    if (this.status === "failed") this.retry();
    return await this.#result;
  }
  retry(): void {
    this.#result = this.#start();
  }
  setOriginal(original: boolean): void {
    if (this.original === original) return;
    this.original = original;
    this.#clientId = crypto.randomUUID();
    this.#abort.abort();
    this.retry();
  }
  cancel(): void {
    this.#abort.abort();
    if (this.previewUrl) URL.revokeObjectURL(this.previewUrl);
  }

  #start(): Promise<TeamFileView> {
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    this.status = "working";
    this.share = 0;
    const result = this.#send(signal);
    result.then(
      (view) => {
        if (signal.aborted) return;
        this.view = view;
        this.status = "done";
      },
      (error: unknown) => {
        if (signal.aborted) return;
        this.status = "failed";
        this.sentence = sentenceOf(error);
      },
    );
    return result;
  }

  async #send(signal: AbortSignal): Promise<TeamFileView> {
    const shrunk = this.isPicture ? await shrinkPicture(this.file, this.original ? undefined : maxEdge) : undefined;
    if (signal.aborted) throw new ProblemError("cancelled", 0, "");
    this.width = shrunk?.width;
    this.height = shrunk?.height;
    const name = shrunk?.file ? `${this.name.replace(/\.\w+$/, "")}.jpg` : this.name;
    const path = `/api/rooms/${this.#roomId}/files?clientId=${this.#clientId}${this.voice ? "&voice=1" : ""}`;
    return await upload<TeamFileView>(path, shrunk?.file ?? this.file, name, {
      signal,
      onProgress: (share) => {
        this.share = share;
      },
    });
  }
}
