import type { ContactsPage } from "../../contract/conversations.ts";
import { api, sentenceOf } from "../api.ts";

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

  /** Fetches again what is shown. Beyond one answer's length the list stays as it is until one searches or returns. */
  async refresh(): Promise<void> {
    const shown = this.items?.length ?? 0;
    if (shown <= most) await this.#fetch(Math.max(pageSize, shown), undefined);
  }

  async #fetch(limit: number, cursor: string | undefined): Promise<void> {
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
    } catch (error) {
      if (!own.signal.aborted) this.failure = sentenceOf(error);
    } finally {
      if (this.#running === own) this.busy = false;
    }
  }
}
