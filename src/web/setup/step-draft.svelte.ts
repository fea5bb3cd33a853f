import type { FieldProblem } from "../../contract/setup.ts";
import { api, isTransient, ProblemError } from "../api.ts";
import { changed, laidOver } from "../state/changes.ts";
import { setupState } from "./setup-state.svelte.ts";
import { ShownProblems } from "./shown-problems.svelte.ts";
import { t } from "./t.ts";

interface Source<Fields, Answer> {
  /** Where it is read and saved. */
  readonly path: string;
  readonly fieldsOf: (answer: Answer) => Fields;
  readonly problemsOf: (answer: Answer) => readonly FieldProblem[];
}

/**
 * A step's form: what stands in it, and what the server last said. It outlives the step on the screen, so that what did
 * not get through is still there when one comes back.
 */
export class StepDraft<Fields extends object, Answer> {
  fields = $state<Fields | undefined>(undefined);
  answer = $state.raw<Answer | undefined>(undefined);
  readonly shown = new ShownProblems();
  readonly #source: Source<Fields, Answer>;
  /** The fields as the server has them. */
  #stored = $state.raw<Fields | undefined>(undefined);
  /** Refused values by field: they are not sent again before they are changed. */
  #refused: Record<string, unknown> = {};

  constructor(source: Source<Fields, Answer>) {
    this.#source = source;
  }

  /** Something stands in the form that the server does not have. */
  get isUnsaved(): boolean {
    return Object.keys(this.#changes()).length > 0;
  }

  /** Reads the step anew; what is typed and not saved stays. */
  async load(): Promise<void> {
    this.take(await setupState.read<Answer>(this.#source.path));
    // What was filled in another time and is wrong is shown at once; what is still empty does not scold.
    const filled = Object.entries(this.fields ?? {}).filter(([, value]) => value !== "" && value !== null);
    this.shown.filledBefore(filled.map(([field]) => field));
  }

  /**
   * Saves what was changed. A refused field keeps none of the others from being saved.
   * @param onstored hears what the server says then, also where it got through only when it was tried again
   */
  async save(onstored: (answer: Answer) => void = () => {}): Promise<void> {
    await setupState.save(() => this.#send(onstored), this.#source.path);
  }

  async #send(onstored: (answer: Answer) => void): Promise<void> {
    for (let change = this.#unsent(); Object.keys(change).length > 0; change = this.#unsent()) {
      try {
        const answer = await api.put<Answer>(this.#source.path, change);
        this.take(answer, change);
        onstored(answer);
      } catch (error) {
        if (!(error instanceof ProblemError) || isTransient(error)) throw error;
        this.#refuse(change, error);
      }
    }
    this.shown.looked();
    if (Object.keys(this.#refused).length > 0) throw new ProblemError("bad-input", 400, t("setup.refused"));
  }

  #changes(): Record<string, unknown> {
    const now = $state.snapshot(this.fields) as Fields | undefined;
    return this.#stored && now ? changed(this.#stored, now) : {};
  }

  /** What is changed and not refused as it stands. */
  #unsent(): Record<string, unknown> {
    const changes = this.#changes();
    const same = (field: string) => JSON.stringify(changes[field]) === JSON.stringify(this.#refused[field]);
    const still = Object.keys(this.#refused).filter(same);
    this.#refused = Object.fromEntries(still.map((field) => [field, this.#refused[field]]));
    this.shown.keepRefused(still);
    return Object.fromEntries(Object.entries(changes).filter(([field]) => !still.includes(field)));
  }

  /** Takes over what the server says, but what was changed here meanwhile. `sent`: what it has just been told. */
  take(answer: Answer, sent: Record<string, unknown> = {}): void {
    const stored = this.#source.fieldsOf(answer);
    const now = $state.snapshot(this.fields) as Fields | undefined;
    const here = this.#stored && now ? changed(laidOver(this.#stored, sent), now) : {};
    this.answer = answer;
    this.#stored = stored;
    this.fields = laidOver(stored, here);
    this.shown.problems = this.#source.problemsOf(answer);
  }

  #refuse(change: Record<string, unknown>, { fields, sentence }: ProblemError): void {
    const named = Object.entries(fields).map(([path, words]) => [path.split("/")[0] ?? "", words] as const);
    const known = named.filter(([field]) => field in change);
    const refused = known.length > 0 ? known : Object.keys(change).map((field) => [field, sentence] as const);
    for (const [field, words] of refused) {
      this.#refused[field] = change[field];
      this.shown.refuse(field, words);
    }
  }
}
