import type { FieldProblem } from "../../contract/setup.ts";
import { say } from "../i18n/say.ts";

/**
 * Which problems are shown beside their fields. An empty form does not scold: a problem shows once its field was
 * left, or when the member asked to go on.
 */
export class ShownProblems {
  all = $state(false);
  #problems = $state.raw<readonly FieldProblem[]>([]);
  #touched = $state.raw<ReadonlySet<string>>(new Set());
  /** Changed since the server last looked: what it said is about another value. */
  #changed = $state.raw<ReadonlySet<string>>(new Set());

  get problems(): readonly FieldProblem[] {
    return this.#problems;
  }

  set problems(found: readonly FieldProblem[]) {
    this.#problems = found;
    this.#changed = new Set();
  }

  touch(field: string): void {
    if (field === "") return;
    this.#touched = new Set([...this.#touched, field]);
    this.#changed = new Set([...this.#changed, field]);
  }

  /** The sentence for a field, or undefined. */
  of(field: string): string | undefined {
    if (this.#changed.has(field) || (!this.all && !this.#touched.has(field))) return undefined;
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
