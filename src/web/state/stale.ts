/** After so many milliseconds what did not get through is asked for again. */
const againMs = 2_000;

/**
 * Things that changed and are fetched a moment later, many at once. The feed tells each change once: whatever could not
 * be fetched then is kept and fetched again, or it would be missing until the page is loaded anew. One fetch at a time:
 * the next one builds on what the one before brought, and no answer overtakes a newer one.
 */
export class Stale {
  readonly #afterMs: number;
  readonly #fetch: (keys: readonly string[]) => Promise<readonly string[]>;
  readonly #keys = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #busy = false;

  /** @param fetch answers with the keys that did not get through */
  constructor(afterMs: number, fetch: (keys: readonly string[]) => Promise<readonly string[]>) {
    this.#afterMs = afterMs;
    this.#fetch = fetch;
  }

  add(key: string): void {
    this.#keys.add(key);
    this.#arm(this.#afterMs);
  }

  #arm(ms: number): void {
    if (!this.#busy) this.#timer ??= setTimeout(() => void this.#run(), ms);
  }

  async #run(): Promise<void> {
    this.#timer = undefined;
    this.#busy = true;
    const keys = [...this.#keys];
    this.#keys.clear();
    let missed: readonly string[] = [];
    try {
      missed = await this.#fetch(keys);
    } finally {
      this.#busy = false;
      for (const key of missed) this.#keys.add(key);
      if (this.#keys.size > 0) this.#arm(missed.length > 0 ? againMs : this.#afterMs);
    }
  }
}
