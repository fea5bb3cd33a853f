import type { ConversationRow, InboxPage } from "../../contract/conversations.ts";
import type { FeedEvent } from "../../contract/events.ts";
import { api, isTransient, sentenceOf } from "../api.ts";
import { copies } from "../offline/copies.ts";
import { apiQuery, belongs, compareRows, type InboxView } from "./inbox-view.ts";
import { Latest } from "./latest.ts";
import { LeftPlaces } from "./left-places.ts";
import { Looks } from "./looks.ts";
import { withOwn } from "./own-changes.ts";
import { session } from "./session.svelte.ts";
import { Stale } from "./stale.ts";

const pageSize = 200;
/** Not one row changed but something that stands in many. */
const everything = "everything";
const none = { open: 0, mine: 0, unassigned: 0, snoozed: 0, unread: 0 };
/** What came meanwhile, and the question it answers; nothing: it is gone. */
type Came = Map<string, { readonly row: ConversationRow; readonly asked: number } | undefined>;

/** The rows of the list. Order changes wait while somebody points at the list (`hold`), contents never do. */
class Inbox {
  items = $state.raw<readonly ConversationRow[]>([]);
  counts = $state.raw<InboxPage["counts"]>(none);
  total = $state(0);
  status = $state<"loading" | "ready" | "failed">("loading");
  failure = $state("");
  /** The newest of the open ones, as they were fetched last: what shall lie on this device. */
  newest = $state.raw<InboxPage>();
  /** Rows that want to move or appear but wait. */
  waiting = $state(0);
  #view: InboxView = { view: "open", unread: false, waiting: false, channel: "", search: "" };
  /** Of which view the rows are. */
  loaded: InboxView = $state.raw(this.#view);
  #cursor: string | null = null;
  /** The last row of the pages that are loaded, as it was when the next one was told to begin behind it. */
  #edge: ConversationRow | undefined;
  #loadingMore = false;
  #held = false;
  readonly stale = new Stale(120, (keys) => this.#refresh(keys));
  #late = new Map<string, ConversationRow>();
  /** For each page on its way: it may show what came meanwhile as it was before. */
  readonly #meanwhile = new Set<Came>();
  /** With which version a row left the list: an answer from before does not bring it back. */
  readonly #left = new Map<string, number>();
  readonly #places = new LeftPlaces();
  readonly #latest = new Latest();
  /** The number of a question asked now: what is said to a customer changes no version. */
  readonly ask = (): number => this.#latest.ask();
  /** Of each answer the row is taken, and the numbers: a server from before an update tells none. */
  readonly looks = new Looks(this.ask, (detail, asked) => {
    this.put(detail.row, { asked });
    this.#count(asked, detail);
  });
  #round = 0;
  #recalled = false;

  get hasMore(): boolean {
    return this.#cursor !== null;
  }

  /** These rows are of this view, or on their way. */
  shows(view: InboxView): boolean {
    return apiQuery(view, 1) === apiQuery(this.#view, 1);
  }

  find(id: string): ConversationRow | undefined {
    return this.items.find((row) => row.id === id);
  }

  /** The neighbour of a row, also of one that left the list: 1 = next, -1 = previous. */
  beside(id: string | undefined, step: 1 | -1): ConversationRow | undefined {
    return this.#places.beside(this.items, id, step);
  }

  /**
   * Fetches the first page of a view. Old rows stay until the new ones are there.
   * @returns false when the net was away
   */
  async load(view: InboxView, { quiet = false } = {}): Promise<boolean> {
    this.#view = view;
    const round = ++this.#round;
    if (!quiet) this.status = this.items.length === 0 ? "loading" : this.status;
    try {
      const question = this.#latest.ask();
      const { page, came } = await this.#page(apiQuery(view, pageSize));
      if (round !== this.#round) return true;
      if (apiQuery(view, 1) !== apiQuery(this.loaded, 1)) this.#places.clear();
      this.items = page.items;
      this.loaded = view;
      [this.#cursor, this.#edge] = [page.nextCursor, page.items.at(-1)];
      this.total = page.total;
      for (const { id } of page.items) this.#latest.takes(id, question);
      this.#count(question, page);
      this.#late.clear();
      this.waiting = 0;
      this.#layOver(page, came);
      this.status = "ready";
      const plain = view.view === "open" && !view.unread && !view.waiting && view.channel === "" && view.search === "";
      if (plain) this.newest = { ...page, items: page.items.slice(0, 50), nextCursor: null };
      this.keepCopy();
      return true;
    } catch (error) {
      if (round !== this.#round) return true;
      // What is known already, from the store of this device, is better than a sentence.
      if (isTransient(error) && this.#showKnown(view)) {
        this.status = "ready";
        return false;
      }
      this.failure = sentenceOf(error);
      if (!quiet || this.items.length === 0) this.status = "failed";
      return !isTransient(error);
    }
  }

  /** Without a net: the rows of this view, as far as they are known. @returns false when there are none */
  #showKnown(view: InboxView): boolean {
    if (apiQuery(view, 1) === apiQuery(this.loaded, 1)) return this.items.length > 0 || this.#recalled;
    const known = new Map([...(this.newest?.items ?? []), ...this.items].map((row) => [row.id, row]));
    const rows = [...known.values()].filter((row) => belongs(row, view, session.id) === true);
    if (rows.length === 0) return false;
    this.items = rows.sort(compareRows);
    this.loaded = view;
    this.#cursor = null;
    this.total = rows.length;
    return true;
  }

  /** Keeps the list for times without a net, as soon as this device has a store. */
  keepCopy(): void {
    if (this.newest) copies.keep("inbox", "open", this.newest);
  }

  /** The list as it was kept on this device: at once, and without a net. */
  async recall(): Promise<void> {
    const page = await copies.read<InboxPage>("inbox", "open");
    if (!page || this.status === "ready") return;
    this.#recalled = true;
    this.newest = page;
    this.items = page.items;
    this.counts = page.counts;
    this.total = page.total;
    this.status = "ready";
  }

  async reload(): Promise<void> {
    await this.load(this.#view, { quiet: true });
  }

  async more(): Promise<void> {
    const [cursor, view] = [this.#cursor, this.loaded];
    // While another view is on its way its rows do not belong behind these.
    if (this.#loadingMore || cursor === null || !this.shows(view)) return;
    this.#loadingMore = true;
    const round = this.#round;
    try {
      const { page, came } = await this.#page(apiQuery(view, pageSize, cursor));
      // Fetched anew meanwhile the list ends elsewhere: behind it, this would leave a gap.
      if (round !== this.#round || cursor !== this.#cursor) return;
      const known = new Set(this.items.map((row) => row.id));
      this.items = [...this.items, ...page.items.filter((row) => !known.has(row.id))];
      [this.#cursor, this.#edge] = [page.nextCursor, page.items.at(-1) ?? this.#edge];
      this.total = page.total;
      this.#layOver(page, came);
    } catch {
      // The next scroll asks again.
    } finally {
      this.#loadingMore = false;
    }
  }

  /** @returns the page, and the rows that came while it was on its way */
  async #page(query: string) {
    const came: Came = new Map();
    this.#meanwhile.add(came);
    try {
      return { page: await api.get<InboxPage>(`/api/conversations?${query}`), came };
    } finally {
      this.#meanwhile.delete(came);
    }
  }

  /** What came while a page was on its way, and what is pressed and not answered yet, is not in it. */
  #layOver(page: InboxPage, came: Came): void {
    for (const row of page.items) if (withOwn(row) !== row) this.put(row, { now: true });
    for (const [id, one] of came)
      if (one) this.put(one.row, { now: true, asked: one.asked });
      else this.remove(id);
  }

  #count(question: number, { counts }: { readonly counts?: InboxPage["counts"] | undefined }): void {
    if (counts && this.#latest.takes("counts", question)) this.counts = counts;
  }

  /** What happened somewhere: fetch the rows it touches, many at once, a moment later. */
  apply(event: FeedEvent): void {
    if (event.conversationId) this.lookAgain(event.conversationId);
    else if (event.kind === "contact-changed") this.stale.add(everything);
  }

  lookAgain(id: string): void {
    this.looks.told(id);
    this.stale.add(id);
  }

  async #refresh(keys: readonly string[]): Promise<readonly string[]> {
    try {
      // Many at once is one page; a few are a few rows. Where one is gone, what the others say of the numbers may be older.
      if (keys.includes(everything) || keys.length > 12)
        return (await this.load(this.#view, { quiet: true })) ? [] : keys;
      const there = await this.looks.sinceAll(keys);
      for (const id of keys.filter((_, n) => !there[n])) this.remove(id);
      if (there.includes(false)) this.#count(this.ask(), await api.get("/api/conversations?state=open&limit=1"));
      return [];
    } catch (error) {
      return isTransient(error) ? keys : [];
    }
  }

  /**
   * A row as it is now: contents change at once, its place only when nobody points at the list. One that comes below
   * all others moves none of them. `asked` is the question it answers.
   */
  put(fetched: ConversationRow, { now = false, asked = this.ask() } = {}): void {
    const row = withOwn(fetched);
    const wanted = belongs(row, this.#view, session.id);
    const at = this.items.findIndex((item) => item.id === row.id);
    // Overtaken on its way: what one sees already is newer.
    const newer = row.version - (this.items[at]?.version ?? this.#left.get(row.id) ?? 0);
    if (newer < 0 || (!this.#latest.takes(row.id, asked) && newer === 0)) return;
    for (const came of this.#meanwhile)
      if (row.version >= (came.get(row.id)?.row.version ?? 0)) came.set(row.id, { row, asked });
    if (wanted === false) this.#left.set(row.id, row.version);
    if (wanted === undefined) {
      const hit = this.items[at]?.hit;
      if (at >= 0) this.items = this.items.with(at, hit ? { ...row, hit } : row);
      return;
    }
    const before = this.items[at];
    if (!this.#held || now || this.#movesNone(row)) {
      this.#place([row]);
      return;
    }
    if (before) this.items = this.items.with(at, row);
    if (this.#moves(row)) this.#late.set(row.id, row);
    else this.#late.delete(row.id);
    this.waiting = this.#late.size;
  }

  remove(id: string): void {
    for (const came of this.#meanwhile) came.set(id, undefined);
    const rest = this.items.filter((row) => row.id !== id);
    this.items = this.#places.note(this.items, rest);
    // It must not come back with what waits for its place.
    this.#late.delete(id);
    this.waiting = this.#late.size;
  }

  /** The rows as they would stand with these put into their places. */
  #placed(rows: readonly ConversationRow[]): ConversationRow[] {
    const ids = new Set(rows.map((row) => row.id));
    const kept = this.items.filter((row) => !ids.has(row.id));
    const added = rows.filter((row) => belongs(row, this.#view, session.id) === true);
    // Beyond the loaded pages it comes with its page.
    const inside = added.filter((row) => !this.hasMore || !this.#edge || compareRows(row, this.#edge) <= 0);
    return [...kept, ...inside].sort(compareRows);
  }

  #movesNone(row: ConversationRow): boolean {
    if (this.items.some((item) => item.id === row.id)) return false;
    const placed = this.#placed([row]);
    return this.items.every((item, index) => item.id === placed[index]?.id);
  }

  /** Whether a row comes, goes, or goes elsewhere among those that stay. */
  #moves(row: ConversationRow): boolean {
    const still = this.items.filter(({ id }) => id === row.id || !this.#late.has(id));
    const at = still.findIndex(({ id }) => id === row.id);
    const stays = this.#placed([row]).some(({ id }) => id === row.id);
    return stays ? at !== still.filter((one) => compareRows(one, row) < 0).length : at >= 0;
  }

  #place(rows: readonly ConversationRow[]): void {
    for (const { id } of rows) this.#late.delete(id);
    this.items = this.#places.note(this.items, this.#placed(rows));
    this.waiting = this.#late.size;
  }

  /** While held, no row moves. */
  hold(on: boolean): void {
    this.#held = on;
    if (!on) this.settle();
  }

  /** Puts what waited into its place: all of it, or one row. */
  settle(only?: string): void {
    const rows = [...this.#late.values()].filter(({ id }) => only === undefined || id === only);
    if (rows.length > 0) this.#place(rows);
  }
}
export const inbox = new Inbox();
