import { api, sentenceOf } from "../api.ts";

/** One answer of the server as state: what came last stays while the next is fetched. */
export class Loaded<T> {
  value = $state.raw<T>();
  failure = $state("");
  #turn = 0;

  async load(path: string): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const value = await api.get<T>(path);
      if (turn !== this.#turn) return;
      this.value = value;
      this.failure = "";
    } catch (error) {
      if (turn === this.#turn) this.failure = sentenceOf(error);
    }
  }
}
