/** Under which name bytes are counted, and how many there may be. */
export type Share = readonly [name: string, most: number];

/** Counts how many bytes are in memory at the moment, by whom they are for. */
export class ByteShares {
  readonly #held = new Map<string, number>();

  /** Counts bytes, or with a number below zero lets them go. */
  hold(list: readonly Share[], bytes: number): void {
    for (const [name] of list) {
      const now = (this.#held.get(name) ?? 0) + bytes;
      if (now === 0) this.#held.delete(name);
      else this.#held.set(name, now);
    }
  }

  isOver(list: readonly Share[]): boolean {
    return list.some(([name, most]) => (this.#held.get(name) ?? 0) > most);
  }
}
