/**
 * Says which message has really been seen: the window has the focus, and the message stood on the screen for a
 * second (U15). Reading in a background tab is not reading.
 */
export class ReadWatch {
  readonly #lastVisible: () => number;
  readonly #onread: (position: number) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #look = () => this.look();

  constructor(lastVisible: () => number, onread: (position: number) => void) {
    this.#lastVisible = lastVisible;
    this.#onread = onread;
  }

  start(): void {
    addEventListener("focus", this.#look);
    document.addEventListener("visibilitychange", this.#look);
    this.look();
  }

  stop(): void {
    removeEventListener("focus", this.#look);
    document.removeEventListener("visibilitychange", this.#look);
    clearTimeout(this.#timer);
  }

  /** Something moved: what stands there now has to stay for a second. */
  look(): void {
    if (!document.hasFocus() || document.visibilityState !== "visible") return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const seen = this.#lastVisible();
      if (document.hasFocus() && seen > 0) this.#onread(seen);
    }, 1000);
  }
}
