import type { FieldProblem } from "../../contract/setup.ts";
import { say } from "../i18n/say.ts";

/**
 * Which problems are shown beside their fields. An empty form does not scold: a problem shows once its field was
 * left, or when the member asked to go on.
 */
export class ShownProblems {
  problems = $state.raw<readonly FieldProblem[]>([]);
  all = $state(false);
  #touched = $state.raw<ReadonlySet<string>>(new Set());

  touch(field: string): void {
    if (field !== "") this.#touched = new Set([...this.#touched, field]);
  }

  /** The sentence for a field, or undefined. */
  of(field: string): string | undefined {
    if (!this.all && !this.#touched.has(field)) return undefined;
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
