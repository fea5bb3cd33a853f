import { calledAt, peopleFor } from "../rooms/composer/mention-text.ts";
import type { DraftState } from "../state/draft.svelte.ts";
import { session } from "../state/session.svelte.ts";

interface Field {
  caret(): number;
  put(from: number, to: number, text: string): void;
}

/** "@" in a note: the list of colleagues under way, and the keys that move in it. */
export class NoteCalls {
  readonly #draft: DraftState;
  readonly #field: () => Field | undefined;
  #called = $state.raw<{ start: number; word: string } | undefined>(undefined);
  active = $state(0);
  readonly matching = $derived.by(() => {
    if (!this.#called || !this.#draft.note) return [];
    const others = session.people.filter(({ id }) => id !== session.id);
    return peopleFor(this.#called.word, others).slice(0, 8);
  });

  constructor(draft: DraftState, field: () => Field | undefined) {
    this.#draft = draft;
    this.#field = field;
  }

  typed(): void {
    this.#called = this.#draft.note ? calledAt(this.#draft.text, this.#field()?.caret() ?? 0) : undefined;
    this.active = 0;
  }

  pick(person: { readonly id: string; readonly name: string } | undefined): void {
    if (!this.#called || !person) return;
    const { start, word } = this.#called;
    this.#draft.called = [...this.#draft.called, person];
    this.#field()?.put(start, start + 1 + word.length, `@${person.name} `);
    this.#called = undefined;
  }

  /** @returns whether the key was meant for the list */
  key(event: KeyboardEvent): boolean {
    const { length } = this.matching;
    if (length === 0) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) this.active = (this.active + step + length) % length;
    else if (event.key === "Escape") this.#called = undefined;
    else if (event.key === "Enter" || event.key === "Tab") this.pick(this.matching[this.active]);
    return step !== undefined || ["Escape", "Enter", "Tab"].includes(event.key);
  }
}
