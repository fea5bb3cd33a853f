import { sentenceOf } from "../api.ts";
import { Latest } from "./latest.ts";
import { Stale } from "./stale.ts";
import { toasts } from "./toasts.svelte.ts";
import { around, growDown, growUp, maxDrawn, type Slice, shifted, step, tailOf } from "./window-of.ts";

interface Placed {
  readonly id: string;
  readonly position: number;
}
export interface LoadedPage<M> {
  readonly items: readonly M[];
  /** Position of the newest message there is for this person; undefined: this page does not tell. */
  readonly last: number | undefined;
  readonly hasOlder: boolean;
}

export const pageSize = 60;

/** Beside the keys of the heirs: nothing that stands here is sure, all of it is fetched anew. */
const whole = "whole";

/** Messages of which a stretch is loaded, and of that a part is drawn. What they are the heirs know. */
export abstract class MessageWindow<M extends Placed> {
  items = $state.raw<readonly M[]>([]);
  slice = $state.raw<Slice>({ start: 0, end: 0 });
  last = $state(0);
  /** Position of the first message that was unread when this was opened. */
  firstUnread = $state<number | undefined>(undefined);
  /** New messages below what one looks at. */
  newBelow = $state(0);
  /** Whoever looks is at the end, and stays there when something is added. */
  stuck = $state(true);
  protected olderLeft = $state(false);
  readonly shown = $derived(this.items.slice(this.slice.start, this.slice.end));
  readonly loadedToEnd = $derived((this.items.at(-1)?.position ?? 0) >= this.last);
  readonly atTail = $derived(this.loadedToEnd && this.slice.end === this.items.length);
  readonly hasOlder = $derived(this.slice.start > 0 || this.olderLeft);
  /** Somebody looks at it: it is not dropped, and caught up with after a gap. */
  onScreen = false;
  #busy = false;
  /** How often somebody wanted to be elsewhere. */
  #leaps = 0;
  /** Pages on their way. */
  readonly #loads = new Set<Promise<unknown>>();
  /** Of each message the answer to the latest question is shown. */
  protected readonly latest = new Latest();
  /** What the feed told of and is fetched a moment later. */
  protected readonly stale: Stale;
  #opening: Promise<void> | undefined;

  /** @param staleMs how long changes are gathered before they are fetched together */
  protected constructor(staleMs: number) {
    this.stale = new Stale(staleMs, (keys) => this.#refresh(keys));
  }

  abstract readonly status: "loading" | "ready" | "failed" | "gone";
  /** Fetches all that is shown first. @returns false when something older stands here for want of a net */
  protected abstract openNow(): Promise<boolean>;
  /** Fetches what changed. @returns the keys that did not get through */
  protected abstract renewStale(keys: readonly string[]): Promise<readonly string[]>;

  protected abstract page(query: string): Promise<LoadedPage<M>>;
  /** Written by somebody else: it counts as new. */
  protected abstract isOthers(message: M): boolean;
  /** These came from the server: what waits here as the same message is done. */
  protected abstract arrived(messages: readonly M[]): void;

  /**
   * Opens at the first unread message, else at the newest. What stands here and could not be fetched anew is asked for
   * until it is there.
   */
  async open(): Promise<void> {
    if (!(await this.#openOnce())) this.stale.add(whole);
  }

  async #openOnce(): Promise<boolean> {
    const opening = this.openNow();
    this.#opening = opening.then(() => undefined);
    return await opening;
  }

  async #refresh(keys: readonly string[]): Promise<readonly string[]> {
    // What arrives while the first page is on its way is fetched behind it, or that page would put it out again.
    await this.#opening;
    if (keys.includes(whole)) return (await this.#openOnce()) ? [] : keys;
    await this.pagesLoaded();
    return this.status === "loading" ? keys : await this.renewStale(keys);
  }

  /** @param query e.g. `&before=41`; nothing: the newest */
  protected load(query: string): Promise<LoadedPage<M>> {
    const page = this.page(query);
    this.#loads.add(page);
    const over = () => this.#loads.delete(page);
    page.then(over, over);
    return page;
  }

  /** What the feed tells of a message is fetched behind the pages on their way: they may show it as it was before. */
  protected async pagesLoaded(): Promise<void> {
    await Promise.allSettled(this.#loads);
  }

  /** @returns undefined when the answer to a later question about this message came first */
  protected async unlessOvertaken<A>(id: string, asked: Promise<A>): Promise<A | undefined> {
    const question = this.latest.ask();
    const answer = await asked;
    return this.latest.takes(id, question) ? answer : undefined;
  }

  /**
   * Shows the newest page, or the one around the first unread message if that lies further back.
   * @returns whether it is the newest
   */
  protected async openAt(unreadFrom: number | undefined, newest: LoadedPage<M>): Promise<boolean> {
    const far = unreadFrom !== undefined && unreadFrom < (newest.items[0]?.position ?? 1) && newest.hasOlder;
    const page = far ? await this.load(`&around=${unreadFrom}`) : newest;
    this.items = page.items;
    this.olderLeft = page.hasOlder;
    this.last = newest.last ?? 0;
    const unreadAt = unreadFrom === undefined ? -1 : this.firstOthersFrom(unreadFrom);
    this.firstUnread = this.items[unreadAt]?.position;
    this.slice = unreadAt >= 0 ? around(unreadAt, this.items.length) : tailOf(this.items.length);
    return !far;
  }

  protected firstOthersFrom(from: number): number {
    return this.items.findIndex((item) => item.position >= from && this.isOthers(item));
  }

  /**
   * Whether the first unread message stands in what is loaded. After a leap to a mention it may lie before that: the
   * first one that is loaded then is not the first one that is new.
   */
  protected holds(unreadFrom: number): boolean {
    const begins = !this.olderLeft || (this.items[0]?.position ?? Infinity) <= unreadFrom;
    return begins && (this.loadedToEnd || (this.items.at(-1)?.position ?? 0) >= unreadFrom);
  }

  /** Draws older messages; the caller keeps the view where it is. */
  async older(apply: (change: () => void) => Promise<void>): Promise<void> {
    if (this.#busy || !this.hasOlder) return;
    this.#busy = true;
    try {
      const first = this.items[0];
      if (this.slice.start < step && this.olderLeft && first) {
        const page = await this.load(`&before=${first.position}`);
        // Another stretch was loaded meanwhile: put before that one, this would leave a gap.
        if (this.items[0]?.id !== first.id) return;
        this.items = [...page.items, ...this.items];
        this.olderLeft = page.hasOlder;
        this.slice = shifted(this.slice, page.items.length);
      }
      await apply(() => {
        this.slice = growUp(this.slice);
      });
    } catch {
      // Scrolling again asks again.
    } finally {
      this.#busy = false;
    }
  }

  async newer(apply: (change: () => void) => Promise<void>): Promise<void> {
    if (this.#busy || this.atTail) return;
    this.#busy = true;
    try {
      if (!this.loadedToEnd && this.items.length - this.slice.end < step) await this.fetchNew(false);
      await apply(() => {
        this.slice = growDown(this.slice, this.items.length);
      });
    } catch {
      // Scrolling again asks again.
    } finally {
      this.#busy = false;
    }
  }

  /**
   * Shows a message wherever it is, e.g. the one a quote points to; what stands beside its place when it is gone.
   * @returns the position that is shown; undefined: somebody went elsewhere meanwhile, or it could not be fetched, which
   * is said
   */
  async jumpTo(position: number): Promise<number | undefined> {
    const mine = ++this.#leaps;
    const isLoaded = this.items.some((item) => item.position === position);
    if (!isLoaded && !(await this.#goTo(`&around=${position}`, mine))) return undefined;
    const beside = this.items.findIndex((item) => item.position >= position);
    const index = beside < 0 ? this.items.length - 1 : beside;
    if (index < this.slice.start || index >= this.slice.end) this.slice = around(index, this.items.length);
    return this.items[index]?.position;
  }

  /** @returns whether the end is shown; as with `jumpTo` */
  async toEnd(): Promise<boolean> {
    const mine = ++this.#leaps;
    if (!this.loadedToEnd && !(await this.#goTo("", mine))) return false;
    this.slice = tailOf(this.items.length);
    this.newBelow = 0;
    return true;
  }

  /** Another stretch takes the place of the one that is loaded, unless somebody went elsewhere before it came. */
  async #goTo(query: string, mine: number): Promise<boolean> {
    try {
      const page = await this.load(query);
      if (mine !== this.#leaps) return false;
      this.items = page.items;
      this.slice = tailOf(page.items.length);
      this.olderLeft = page.hasOlder;
      this.last = page.last ?? this.last;
      return true;
    } catch (error) {
      if (mine === this.#leaps) toasts.show(sentenceOf(error), { kind: "attention" });
      return false;
    }
  }

  /** Fetches what came after the last loaded message. `follow`: draw it when the end was drawn. */
  protected async fetchNew(follow: boolean): Promise<void> {
    const wasTail = this.slice.end === this.items.length;
    const asked = this.items.at(-1)?.position ?? 0;
    const { came, last } = await this.#after(asked, follow);
    this.last = Math.max(last, this.last);
    const known = this.items.at(-1)?.position ?? 0;
    // An older stretch was loaded meanwhile: behind that one, this would leave a gap.
    if (known < asked) return;
    const added = came.filter((item) => item.position > known);
    if (added.length === 0) return;
    this.items = [...this.items, ...added];
    this.arrived(added);
    // What is loaded from the past while scrolling down is not new.
    if (follow) this.newBelow += added.filter((item) => this.isOthers(item)).length;
    if (follow && wasTail) this.#drawEnd();
  }

  /** What came after a position: one page of it, or `all`, which takes its place at once, so that the end stays the end. */
  async #after(position: number, all: boolean): Promise<{ came: readonly M[]; last: number }> {
    const page = await this.load(`&after=${position}`);
    const [end, last] = [page.items.at(-1)?.position, page.last ?? 0];
    if (!all || end === undefined || end >= last) return { came: page.items, last };
    const rest = await this.#after(end, all);
    return { came: [...page.items, ...rest.came], last: rest.last };
  }

  /** A message as it is now. */
  protected replace(message: M): void {
    const at = this.items.findIndex((item) => item.id === message.id);
    if (at >= 0) this.items = this.items.with(at, message);
  }

  /** Puts a message that arrived behind the others; the end stays drawn if it was. */
  protected append(message: M): void {
    const wasTail = this.atTail;
    this.last = Math.max(this.last, message.position);
    this.items = [...this.items, message];
    if (wasTail) this.#drawEnd();
  }

  /** Whoever stays at the end sees what comes; for whoever looks further up nothing moves, and it waits below. */
  #drawEnd(): void {
    const { start } = this.slice;
    const end = this.items.length;
    if (this.stuck) this.slice = { start: Math.max(start, end - maxDrawn), end };
    else if (end - start <= maxDrawn * 1.2) this.slice = { start, end };
  }
}
