/** What became of a thing reaches the store in that order: what was discarded does not come back. */
export class InOrder {
  readonly #turns = new Map<string, Promise<void>>();

  run(id: string, work: () => Promise<void>): Promise<void> {
    const turn = (this.#turns.get(id) ?? Promise.resolve()).then(work);
    this.#turns.set(id, turn);
    void turn.finally(() => {
      if (this.#turns.get(id) === turn) this.#turns.delete(id);
    });
    return turn;
  }
}

/** One window at a time, where the browser can tell windows from each other. */
export async function inTurn<T>(lane: string, work: () => Promise<T>): Promise<T> {
  if (!navigator.locks) return await work();
  return (await navigator.locks.request(`werkbote-outbox/${lane}`, work)) as T;
}
