/** Does it a moment after the last change; who types on and on waits no longer than a second either. */
export class SaveSoon {
  readonly #save: () => void;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #latest: ReturnType<typeof setTimeout> | undefined;

  constructor(save: () => void) {
    this.#save = save;
  }

  changed(): void {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(this.#save, 700);
    this.#latest ??= setTimeout(this.#save, 1_000);
  }

  stop(): void {
    clearTimeout(this.#pause);
    clearTimeout(this.#latest);
    this.#latest = undefined;
  }
}
