import type { SavedDraft } from "../../contract/conversations.ts";
import { api, isTransient } from "../api.ts";
import { SaveSoon } from "./save-soon.ts";

interface Field {
  /** What of the field is a reply: a note's words never become a draft on the server. */
  readonly words: () => string;
  /** @returns what the words of the field are based on, now that the server keeps `kept` after `told` was saved */
  readonly saved: (told: string, kept: string) => string;
}

/** Keeps a reply on the server: one save after the other, so that what was emptied meanwhile is emptied there too. */
export class DraftSaves {
  readonly #path: string;
  readonly #field: Field;
  readonly #soon = new SaveSoon(() => void this.save());
  #base: string;
  #running: Promise<void> | undefined;
  /** Told without an answer: the server may have it, and is told the same again before it hears anything newer. */
  #told: string | undefined;
  /** How often what the server keeps was changed from here: what was asked for before does not know it. */
  count = 0;

  constructor(conversationId: string, base: string, field: Field) {
    this.#path = `/api/conversations/${conversationId}/draft`;
    this.#base = base;
    this.#field = field;
  }

  /** The reply as the server had it when the words of the field were begun on it. */
  get base(): string {
    return this.#base;
  }
  get running(): Promise<void> | undefined {
    return this.#running;
  }

  /** The server was heard: from here on the words of the field are based on this. */
  heard(base: string): void {
    this.#base = base;
    this.#told = undefined;
  }

  /** The server changed it itself, by what was asked from here. */
  changedThere(base: string): void {
    this.heard(base);
    this.count += 1;
  }

  soon(): void {
    this.#soon.changed();
  }

  async save(): Promise<void> {
    this.#soon.stop();
    this.#running ??= this.#saveAll().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }

  async #saveAll(): Promise<void> {
    const next = () => this.#told ?? this.#field.words();
    for (let text = next(); text !== this.#base; text = next()) {
      const { count } = this;
      this.#told = text;
      try {
        const { text: kept } = await api.put<SavedDraft>(this.#path, { text, base: this.#base });
        // Taken back meanwhile: that answer knows more.
        if (this.count === count) this.changedThere(this.#field.saved(text, kept));
      } catch (error) {
        // It stays in this tab and is saved with the next change.
        if (!isTransient(error)) this.#told = undefined;
        return;
      }
    }
  }
}
