import { isTransient } from "../api.ts";
import { Latest } from "./latest.ts";
import { Stale } from "./stale.ts";

const it = "it";

/** One answer of the server that follows the feed: what could not be fetched is asked for until it is there. */
export class Followed<T> {
  value = $state.raw<T>();
  /** Why the last `load` brought nothing; gone as soon as anything comes. */
  failure = $state.raw<unknown>();
  readonly #fetch: () => Promise<T>;
  readonly #latest = new Latest();
  readonly #stale: Stale;

  /** @param afterMs how long to wait for more of the same: one deed often tells of itself several times */
  constructor(fetch: () => Promise<T>, afterMs = 40) {
    this.#fetch = fetch;
    this.#stale = new Stale(afterMs, (keys) => this.#again(keys));
  }

  /** Fetches it now, for whoever wants to hear that it failed. */
  async load(): Promise<void> {
    const shown = this.#latest.shown(it);
    try {
      await this.#look();
    } catch (error) {
      // What was asked for later and has come is no failure.
      if (this.#latest.shown(it) === shown) this.failure = error;
      throw error;
    }
  }

  /** The answer to one's own press: it is shown unless something asked for later stands here already. */
  async take(asked: Promise<T>): Promise<void> {
    const question = this.#latest.ask();
    const value = await asked;
    const { shown, again } = this.#latest.takesPress(it, question);
    if (shown) this.#show(value);
    if (again) this.changed();
  }

  async #look(): Promise<void> {
    const question = this.#latest.ask();
    const value = await this.#fetch();
    if (this.#latest.takes(it, question)) this.#show(value);
  }
  #show(value: T): void {
    this.value = value;
    this.failure = undefined;
  }

  /** It changed, or was never fetched. */
  changed(): void {
    this.#stale.add(it);
  }

  async #again(keys: readonly string[]): Promise<readonly string[]> {
    try {
      await this.#look();
      return [];
    } catch (error) {
      return isTransient(error) ? keys : [];
    }
  }
}
