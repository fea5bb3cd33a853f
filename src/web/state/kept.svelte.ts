/**
 * What was looked at last stays in memory: going back paints at once (U02). Made outside the component that asked
 * first: what is derived within one goes stale once it is gone, and the send button stayed grey in a conversation
 * opened for the second time.
 */
export class Kept<T extends { readonly idle: boolean }> {
  readonly #make: (id: string) => T;
  readonly #most: number;
  readonly #kept = new Map<string, T>();

  constructor(most: number, make: (id: string) => T) {
    this.#most = most;
    this.#make = make;
  }

  get(id: string): T {
    const one = this.#kept.get(id) ?? this.#lasting(id);
    this.#kept.delete(id);
    this.#kept.set(id, one);
    for (const [old, kept] of this.#kept) {
      if (this.#kept.size <= this.#most) break;
      if (kept.idle) this.#kept.delete(old);
    }
    return one;
  }
  peek(id: string): T | undefined {
    return this.#kept.get(id);
  }
  get all(): readonly T[] {
    return [...this.#kept.values()];
  }
  drop(id: string): void {
    this.#kept.delete(id);
  }
  /** Whatever would lose nothing. */
  dropIdle(): void {
    for (const [id, one] of this.#kept) if (one.idle) this.#kept.delete(id);
  }

  #lasting(id: string): T {
    let made: T | undefined;
    $effect.root(() => {
      made = this.#make(id);
    });
    return made ?? this.#make(id);
  }
}
