import type { DraftMark, SavedDraft } from "../../contract/conversations.ts";
import { api, isTransient, ProblemError } from "../api.ts";
import { newClientId } from "../client-id.ts";
import { type Begun, forgetWords, type ToldWords } from "./draft-words.ts";
import { SaveSoon } from "./save-soon.ts";

interface Field {
  /** What of the field is a reply: a note's words never become a draft on the server. */
  readonly words: () => string;
  /** They are about to be told: a reload must not forget it. */
  readonly telling: () => void;
  /** @returns what the words of the field are based on, now that the server keeps `kept`; they were begun on `from` */
  readonly saved: (from: string, kept: string) => string;
}

/** Keeps a reply on the server: one save after the other, so that what was emptied meanwhile is emptied there too. */
export class DraftSaves {
  readonly #id: string;
  readonly #path: string;
  readonly #field: Field;
  readonly #soon = new SaveSoon(() => void this.save());
  #base: string;
  #running: Promise<void> | undefined;
  #told: ToldWords | undefined;
  /** Of this window alone: one that was copied with what it keeps tells for itself. */
  readonly #by = newClientId();
  #tells = 0;
  /** How often what the server keeps was changed from here: what was asked for before does not know it. */
  count = 0;

  constructor(conversationId: string, base: string, told: ToldWords | undefined, field: Field) {
    this.#id = conversationId;
    this.#path = `/api/conversations/${conversationId}/draft`;
    this.#base = base;
    this.#field = field;
    this.#told = told;
  }

  /** The reply as the server had it when the words of the field were begun on it. */
  get base(): string {
    return this.#base;
  }
  get running(): Promise<void> | undefined {
    return this.#running;
  }
  /** Told without an answer: the server may have it, so it is asked about that before it hears anything newer. */
  get told(): ToldWords | undefined {
    return this.#told;
  }
  /** Of what was told last. */
  get mark(): DraftMark {
    return this.#told?.mark ?? { by: this.#by, count: this.#tells };
  }

  /** The server was heard: from here on the words of the field are based on this. */
  heard(base: string): void {
    this.#base = base;
  }

  /** The server changed it itself, by what was asked from here. */
  changedThere(base: string): void {
    this.heard(base);
    this.count += 1;
  }

  /** Words from before stand in the field again, begun on what the server had then. */
  resume({ saved, told }: Begun): void {
    this.heard(saved);
    this.#told = told;
    this.soon();
  }

  /** A field that was a note's shows what is kept of a reply. */
  async look(): Promise<void> {
    const { count } = this;
    const answer = await api.put<SavedDraft>(this.#path, { mark: this.mark }).catch(() => undefined);
    if (answer && this.count === count && this.#told === undefined)
      this.changedThere(this.#field.saved(this.#base, answer.text));
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
    if (this.#told && !(await this.#ask(this.#told, {}))) return;
    for (let text = this.#field.words(); text !== this.#base; text = this.#field.words()) {
      this.#tells += 1;
      this.#told = { text, mark: { by: this.#by, count: this.#tells } };
      this.#field.telling();
      if (!(await this.#ask(this.#told, { text, base: this.#base }))) return;
    }
  }

  /** @returns false without an answer: it stays in this tab, and is asked about with the next save */
  async #ask({ text, mark }: ToldWords, words: { text?: string; base?: string }): Promise<boolean> {
    try {
      const { text: kept, taken } = await api.put<SavedDraft>(this.#path, { ...words, mark });
      this.#told = undefined;
      this.changedThere(this.#field.saved(taken === false ? this.#base : text, kept));
      return true;
    } catch (error) {
      if (!isTransient(error)) this.#told = undefined;
      // It was noted that they are told; of a conversation that is gone nothing stays.
      if (error instanceof ProblemError && error.status === 404) forgetWords(this.#id);
      return false;
    }
  }
}
