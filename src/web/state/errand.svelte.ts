import { untrack } from "svelte";
import { isAway, sentenceOf } from "../api.ts";
import { net } from "../net.svelte.ts";
import { toasts } from "./toasts.svelte.ts";

/** What is said of an error, or "" where it is said in another place. */
type Say = (error: unknown) => string | Promise<string>;

/** What a screen asks of the server: what is under way, and the sentence for what did not work. `Failed` shows it. */
export class Errand {
  /** Gone when it is tried again; of a look, when something came. */
  failure = $state("");
  #underWay = $state.raw<readonly string[]>([]);
  #looks = 0;
  /** How often net and server had come back when the last press got no answer. */
  #lostAt = $state.raw<number>();
  readonly #say: Say;

  constructor(say: Say = sentenceOf) {
    this.#say = say;
  }

  get busy(): boolean {
    return this.#underWay.length > 0;
  }

  /** What was pressed got no answer, and net and server are back since: only the press is missing. */
  get isBack(): boolean {
    return this.failure !== "" && this.#lostAt !== undefined && net.returns > this.#lostAt;
  }

  /** True while what bears this name is under way. */
  on(name: string): boolean {
    return this.#underWay.includes(name);
  }

  /**
   * Does what was pressed; pressed again meanwhile, it is not done twice.
   * @param name tells several apart that may be under way side by side
   * @returns whether it was done
   */
  async run(work: () => unknown, name = ""): Promise<boolean> {
    if (untrack(() => this.on(name))) return false;
    this.#underWay = [...untrack(() => this.#underWay), name];
    this.failure = "";
    this.#lostAt = undefined;
    try {
      await work();
      return true;
    } catch (error) {
      if (isAway(error)) {
        this.#lostAt = untrack(() => net.returns);
        net.misses += 1;
      }
      this.failure = await this.#say(error);
      return false;
    } finally {
      this.#underWay = this.#underWay.filter((one) => one !== name);
    }
  }

  /**
   * Fetches what the screen shows. What failed is not said over a question that was asked later.
   * @param take what is done with the answer, unless something else was asked for meanwhile
   * @returns whether it came
   */
  async look<T>(ask: () => Promise<T>, take?: (answer: T) => void): Promise<boolean> {
    const mine = ++this.#looks;
    try {
      const answer = await ask();
      if (take && mine !== this.#looks) return false;
      take?.(answer);
      this.failure = "";
      return true;
    } catch (error) {
      if (mine !== this.#looks) return false;
      const failure = await this.#say(error);
      if (mine === this.#looks) this.failure = failure;
      return false;
    }
  }
}

/** For an errand without a place on the screen for its sentence: it stands at the foot. */
export function atTheFoot(error: unknown): string {
  toasts.refused(error);
  return "";
}
