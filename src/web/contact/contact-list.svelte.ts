import type { ContactsPage } from "../../contract/conversations.ts";
import { api, isTransient, sentenceOf } from "../api.ts";
import { Stale } from "../state/stale.ts";

const most = 200;
const pageSize = 50;

/** The contacts as the list shows them: the pages fetched so far of one search. */
export class ContactList {
  items = $state.raw<ContactsPage["items"] | undefined>(undefined);
  total = $state(0);
  failure = $state("");
  busy = $state(false);
  #cursor: string | null = $state(null);
  #search = "";
  #running: AbortController | undefined;
  readonly #stale = new Stale(400, async (keys) => ((await this.#refresh()) ? [] : keys));
  #stopped = false;

  get hasMore(): boolean {
    return this.#cursor !== null;
  }

  /** Shows this search from its start. */
  async load(search: string): Promise<void> {
    this.#search = search;
    // What stands here until it is there has nothing behind it.
    this.#cursor = null;
    await this.#fetch(pageSize, undefined);
  }

  async more(): Promise<void> {
    if (this.#cursor !== null) await this.#fetch(pageSize, this.#cursor);
  }

  /** Somebody wrote: the list follows, a moment later and all in one go. */
  changed(): void {
    this.#stale.add("list");
  }

  /** Nobody looks at it any more. */
  stop(): void {
    this.#stopped = true;
    this.#running?.abort();
  }

  /**
   * Fetches again what is shown, behind what somebody asked for. Beyond one answer's length the list stays as it is until
   * one searches or returns.
   * @returns false when it is still to be fetched
   */
  async #refresh(): Promise<boolean> {
    const shown = this.items?.length ?? 0;
    if (this.#stopped || shown > most) return true;
    if (this.busy) return false;
    return await this.#fetch(Math.max(pageSize, shown), undefined);
  }

  /** @returns false when the net was away, or something else was asked for meanwhile */
  async #fetch(limit: number, cursor: string | undefined): Promise<boolean> {
    this.#running?.abort();
    const own = new AbortController();
    this.#running = own;
    this.busy = true;
    const query = new URLSearchParams({ limit: String(limit) });
    if (this.#search !== "") query.set("q", this.#search);
    if (cursor !== undefined) query.set("cursor", cursor);
    try {
      const page = await api.get<ContactsPage>(`/api/contacts?${query}`, own.signal);
      this.items = cursor === undefined ? page.items : [...(this.items ?? []), ...page.items];
      this.total = page.total;
      this.#cursor = page.nextCursor;
      this.failure = "";
      return true;
    } catch (error) {
      if (own.signal.aborted) return false;
      this.failure = sentenceOf(error);
      return !isTransient(error);
    } finally {
      if (this.#running === own) this.busy = false;
    }
  }
}
