/**
 * Answers that come in another order than they were asked for: none is shown over the answer to a later question about
 * the same thing.
 */
export class Latest {
  #asked = 0;
  readonly #shown = new Map<string, number>();
  readonly #pressed = new Map<string, number>();

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

  /**
   * The answer to a press that changed something. A look that was asked for before this answer was there may have been
   * read before the change: none of those is shown any more. One of them may have seen what came after the change, too.
   * @returns whether the answer may be shown, which it may not after a later press; and whether to look again
   */
  takesPress(id: string, question: number): { readonly shown: boolean; readonly again: boolean } {
    if (question < (this.#pressed.get(id) ?? 0)) return { shown: false, again: false };
    this.#pressed.set(id, question);
    const again = this.#asked !== question;
    this.#shown.set(id, this.ask());
    return { shown: true, again };
  }
}
