import type { MissingThing, SetupOverview } from "../../contract/setup.ts";
import { api, sentenceOf } from "../api.ts";

/** Where the set-up stands, and whether what was typed is safe. One for all steps. */
class SetupState {
  overview = $state.raw<SetupOverview | undefined>(undefined);
  failure = $state<string | undefined>(undefined);
  saving = $state<"idle" | "saving" | "saved" | "failed">("idle");
  /** Why saving failed, in words. */
  sentence = $state("");
  #last: Promise<unknown> = Promise.resolve();

  get mayEdit(): boolean {
    return this.overview?.mayEdit ?? false;
  }

  get missing(): readonly MissingThing[] {
    return this.overview?.missing ?? [];
  }

  async load(): Promise<void> {
    try {
      this.overview = await api.get<SetupOverview>("/api/setup");
      this.failure = undefined;
    } catch (error) {
      this.failure = sentenceOf(error);
    }
  }

  /**
   * Saves one after the other, so that an older state never overwrites a newer one.
   * @returns false when it did not get through; the sentence is shown in the head of the page
   */
  async save(work: () => Promise<void>): Promise<boolean> {
    this.saving = "saving";
    const run = this.#last.then(work);
    this.#last = run.catch(() => undefined);
    try {
      await run;
      this.saving = "saved";
      await this.load();
      return true;
    } catch (error) {
      this.saving = "failed";
      this.sentence = sentenceOf(error);
      return false;
    }
  }
}
export const setupState = new SetupState();
