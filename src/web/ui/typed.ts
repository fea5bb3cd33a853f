type Writable = HTMLInputElement | HTMLTextAreaElement;

/** What somebody typed into the fields of a form, as long as it differs from what stood there. Searching is not typing. */
export class Typed {
  readonly #were = new Map<Writable, string>();
  /** Where somebody was typing. */
  last: Writable | undefined;

  before({ target }: Event): void {
    const isField = target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
    if (!isField || target.type === "search" || target.role === "combobox") return;
    this.last = target;
    if (!this.#were.has(target)) this.#were.set(target, target.value);
  }

  /** A field that is gone was saved with its form. */
  get any(): boolean {
    return [...this.#were].some(
      ([field, was]) => field.isConnected && field.value.trim() !== "" && field.value !== was,
    );
  }
}
