import type { MissingThing, SetupOverview } from "../../contract/setup.ts";
import { api, isTransient, sentenceOf } from "../api.ts";
import { t } from "./t.ts";

/** How soon what did not get through is tried again. */
const retryAfterMs = 2_000;

/** Where the set-up stands, and whether what was typed is safe. One for all steps. */
class SetupState {
  overview = $state.raw<SetupOverview | undefined>(undefined);
  failure = $state<string | undefined>(undefined);
  saving = $state<"idle" | "saving" | "saved" | "failed">("idle");
  /** Why saving failed, in words. */
  sentence = $state("");
  #last: Promise<unknown> = Promise.resolve();
  #again: ReturnType<typeof setTimeout> | undefined;

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

  /** Resolves when the server has seen whatever was typed so far, or has failed to. */
  async settled(): Promise<void> {
    await this.#last;
  }

  /**
   * Saves one after the other, so that an older state never overwrites a newer one. Without a net it tries again by
   * itself until it gets through or something newer is saved.
   * @returns false when it did not get through; the sentence is shown in the head of the page
   */
  async save(work: () => Promise<void>): Promise<boolean> {
    clearTimeout(this.#again);
    if (this.saving !== "failed") this.saving = "saving";
    const run = this.#last.then(work);
    const mine = run.catch(() => undefined);
    this.#last = mine;
    try {
      await run;
      if (this.#last === mine) this.saving = "saved";
      await this.load();
      return true;
    } catch (error) {
      this.saving = "failed";
      this.sentence = isTransient(error) ? t("setup.retry") : sentenceOf(error);
      if (isTransient(error)) this.#again = setTimeout(() => void this.save(work), retryAfterMs);
      return false;
    }
  }
}
export const setupState = new SetupState();
