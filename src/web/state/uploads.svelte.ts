import { isTransient, ProblemError, sentenceOf } from "../api.ts";
import { shrinkPicture } from "./shrink-picture.ts";

/** Longest edge of a picture that is sent; a type plate stays readable (U38). */
const maxEdge = 2048;

/** Where a file goes. The same upload twice is one file. */
export type Target<View> = (
  file: { readonly upload: string; readonly bytes: Blob; readonly name: string },
  means: { readonly signal: AbortSignal; readonly onProgress: (share: number) => void },
) => Promise<View>;

/** One file on its way from the composer to the server. Starts at once, so that sending need not wait. */
export class UploadItem<View> {
  readonly id = crypto.randomUUID();
  /** Names the upload on the server; other bytes are another upload. */
  uploadId: string = crypto.randomUUID();
  readonly type: string;
  readonly name: string;
  readonly isPicture: boolean;
  /** For the preview; let go with `dispose`. */
  readonly previewUrl: string | undefined;
  readonly originalBytes: number;
  share = $state(0);
  status = $state<"working" | "done" | "failed">("working");
  sentence = $state("");
  original = $state(false);
  width = $state<number | undefined>(undefined);
  height = $state<number | undefined>(undefined);
  /** What the server made of it, once it is there. */
  view = $state.raw<View | undefined>(undefined);
  transient = $state(false);
  readonly file: File;
  /** The photo of the camera or the chosen file this is: it lies in the outbox until the message with it does. */
  shot: string | undefined;
  readonly #target: Target<View>;
  #result: Promise<View>;
  #abort = new AbortController();
  #bytes: Promise<Blob> | undefined;

  /** An upload from before the app was closed: its bytes are reduced already, and half of it may lie on the server. */
  static again<View>(target: Target<View>, file: File, uploadId: string): UploadItem<View> {
    return new UploadItem(target, file, uploadId);
  }

  /** A photo of the camera is as large as it shall be. */
  static ofShot<View>(target: Target<View>, file: File, shot: string): UploadItem<View> {
    return new UploadItem(target, file, crypto.randomUUID(), shot);
  }

  constructor(target: Target<View>, file: File, uploadId?: string, shot?: string) {
    this.shot = shot;
    if (uploadId !== undefined) {
      this.uploadId = uploadId;
      this.#bytes = Promise.resolve(file);
    }
    this.type = file.type;
    this.#target = target;
    this.file = file;
    this.name = file.name || "Bild.png";
    this.isPicture = /^image\/(jpeg|png|webp|heic|heif|avif|bmp)$/.test(file.type);
    this.originalBytes = file.size;
    this.previewUrl = this.isPicture ? URL.createObjectURL(file) : undefined;
    this.#result = this.#start();
  }

  /** The stored attachment; tries again by itself what failed for want of a net. */
  async done(): Promise<View> {
    if (this.status === "failed") this.retry();
    return await this.#result;
  }

  retry(): void {
    this.#result = this.#start();
  }

  /** Sends the picture as it is, or reduced again: uploads anew. */
  setOriginal(original: boolean): void {
    if (this.original === original) return;
    this.original = original;
    this.uploadId = crypto.randomUUID();
    this.#bytes = undefined;
    this.#abort.abort();
    this.retry();
  }

  cancel(): void {
    this.#abort.abort();
    this.dispose();
  }

  dispose(): void {
    if (this.previewUrl) URL.revokeObjectURL(this.previewUrl);
  }

  #start(): Promise<View> {
    this.#abort = new AbortController();
    this.status = "working";
    this.share = 0;
    const signal = this.#abort.signal;
    const result = this.#upload(signal);
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
        this.transient = isTransient(error);
      },
    );
    return result;
  }

  /** What is sent: a picture reduced, anything else as it is. */
  bytes(): Promise<Blob> {
    this.#bytes ??= this.#reduce();
    return this.#bytes;
  }

  async #reduce(): Promise<Blob> {
    const shrunk = this.isPicture ? await shrinkPicture(this.file, this.original ? undefined : maxEdge) : undefined;
    this.width = shrunk?.width;
    this.height = shrunk?.height;
    return shrunk?.file ?? this.file;
  }

  async #upload(signal: AbortSignal): Promise<View> {
    const bytes = await this.bytes();
    if (signal.aborted) throw new ProblemError("cancelled", 0, "");
    const name = bytes === this.file ? this.name : `${this.name.replace(/\.\w+$/, "")}.jpg`;
    const file = { upload: this.uploadId, bytes, name };
    return await this.#target(file, {
      signal,
      onProgress: (share) => {
        this.share = share;
      },
    });
  }
}
