/**
 * Answers that come in another order than they were asked for: none is shown over the answer to a later question about
 * the same thing.
 */
export class Latest {
  #asked = 0;
  readonly #shown = new Map<string, number>();

  /** The number of a question asked now. */
  ask(): number {
    return ++this.#asked;
  }

  /** The question whose answer is shown; 0: none yet. */
  shown(id: string): number {
    return this.#shown.get(id) ?? 0;
  }

  /** @returns whether the answer to this question may be shown; it counts as shown then */
  takes(id: string, question: number): boolean {
    if (question < this.shown(id)) return false;
    this.#shown.set(id, question);
    return true;
  }
}
