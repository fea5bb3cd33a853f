import type { FieldProblem } from "../../contract/setup.ts";
import { say } from "../i18n/say.ts";
import { pointer } from "../ui/pointer.svelte.ts";

/**
 * Which problems are shown beside their fields. An empty form does not scold: a problem shows once its field was
 * left, or when the member asked to go on.
 * While a button is being pressed nothing comes or goes: leaving a field by a press must not move what is pressed.
 */
export class ShownProblems {
  #problems = $state.raw<readonly FieldProblem[]>([]);
  #touched = $state.raw<ReadonlySet<string>>(new Set());
  /** Changed since the server last looked: what it said is about another value. */
  #changed = $state.raw<ReadonlySet<string>>(new Set());
  /** Values the server did not take, with its sentence. */
  #refused = $state.raw<ReadonlyMap<string, string>>(new Map());

  /** What stood beside the fields last. */
  readonly #last = new Map<string, string | undefined>();

  /** How many fields something is missing in or wrong with. */
  get open(): number {
    return new Set([...this.#problems.map(({ field }) => field), ...this.#refused.keys()]).size;
  }

  get problems(): readonly FieldProblem[] {
    return this.#problems;
  }

  set problems(found: readonly FieldProblem[]) {
    this.#problems = found;
    this.looked();
  }

  /** The server has looked at everything that was changed. */
  looked(): void {
    this.#changed = new Set();
  }

  /** The server did not take this field; the sentence stands beside it. */
  refuse(field: string, sentence: string): void {
    this.#refused = new Map([...this.#refused, [field, sentence]]);
  }

  /** Forgets the refusals of all other fields: their values were changed. */
  keepRefused(fields: readonly string[]): void {
    this.#refused = new Map([...this.#refused].filter(([field]) => fields.includes(field)));
  }

  /**
   * Whoever wants to go on sees what is open by then. What is asked because of an answer given later does not scold.
   * @returns whether something is shown that was not
   */
  showAll(): boolean {
    const open = this.#problems.map(({ field }) => field);
    const shows = open.some((field) => !this.#touched.has(field));
    this.#touched = new Set([...this.#touched, ...open]);
    return shows;
  }

  touch(field: string): void {
    if (field === "") return;
    this.#touched = new Set([...this.#touched, field]);
    this.#changed = new Set([...this.#changed, field]);
  }

  /** Somebody was here and left these: nobody has changed them since the server looked. */
  filledBefore(fields: readonly string[]): void {
    this.#touched = new Set([...this.#touched, ...fields]);
  }

  /** The sentence for a field, or undefined. */
  of(field: string): string | undefined {
    const now = this.#now(field);
    if (pointer.held && this.#last.has(field)) return this.#last.get(field);
    this.#last.set(field, now);
    return now;
  }

  /** What was most likely meant, where the sentence for the field stands. */
  offerFor(field: string): string | undefined {
    if (this.of(field) === undefined || this.#refused.has(field)) return undefined;
    return this.problems.find((problem) => problem.field === field)?.offer;
  }

  #now(field: string): string | undefined {
    const refused = this.#refused.get(field);
    if (refused !== undefined) return refused;
    if (this.#changed.has(field) || !this.#touched.has(field)) return undefined;
    const found = this.problems.find((problem) => problem.field === field);
    return found === undefined ? undefined : say(found.sentence);
  }
}

/** Name of the field an event came from; inputs carry it as `name`. */
export function fieldOf(event: Event): string {
  const target = event.target;
  const named =
    target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
  return named ? target.name : "";
}
