import type { FeedEvent } from "../../contract/events.ts";
import type { RoomMessagePage, RoomMessageView, RoomReach, RoomRow } from "../../contract/rooms.ts";
import { api, isTransient, ProblemError, sentenceOf } from "../api.ts";
import { copies } from "../offline/copies.ts";
import { keepTalk, type TalkCopy } from "../offline/prefetch.ts";
import { type LoadedPage, MessageWindow, pageSize } from "./message-window.svelte.ts";
import { RoomDraft } from "./room-draft.svelte.ts";
import { RoomQueue } from "./room-queue.svelte.ts";
import { session } from "./session.svelte.ts";
import { toasts } from "./toasts.svelte.ts";
import { tailOf } from "./window-of.ts";

/** Beside messages: for whom a message would wait. */
const reach = "reach";

/** Where the rows of the rooms are kept. */
interface Rows {
  find(id: string): RoomRow | undefined;
  fetch(id: string): Promise<void>;
  looked(id: string, asked: Promise<RoomRow>): Promise<void>;
}

/** A change of one's own that is under way. */
interface Change {
  /** What it makes of the message, with those before it that are not answered yet. */
  readonly now: Partial<RoomMessageView>;
  readonly over: Promise<void>;
  /** The message as the server told it last. */
  told: RoomMessageView;
}

/** What is said in one room, as far as it is loaded. What waits for the end of this person's free time is not there. */
export class RoomTalk extends MessageWindow<RoomMessageView> {
  readonly id: string;
  readonly draft: RoomDraft;
  readonly queue: RoomQueue;
  pinned = $state.raw<readonly RoomMessageView[]>([]);
  /** For whom a message written now would wait; undefined: not asked yet. */
  reach = $state.raw<RoomReach | undefined>(undefined);
  /** When the copy was made that is shown in place of an answer of the server. */
  copiedAt = $state<string | undefined>(undefined);
  status = $state<"loading" | "ready" | "failed">("loading");
  failure = $state("");
  readonly #rows: Rows;
  /** For each message with changes of one's own under way: the last one. */
  readonly #changing = new Map<string, Change>();
  #readUpTo = 0;

  constructor(id: string, rows: Rows) {
    super(40);
    this.id = id;
    this.#rows = rows;
    this.draft = new RoomDraft(id);
    this.queue = new RoomQueue(id, (message) => this.#settle(message));
  }

  get idle(): boolean {
    const unsent = this.queue.waiting.length > 0 || this.draft.uploads.length > 0 || this.draft.text !== "";
    return !this.onScreen && !unsent;
  }

  protected async page(query: string): Promise<LoadedPage<RoomMessageView>> {
    const path = `/api/rooms/${this.id}/messages?limit=${pageSize}${query}`;
    const page = await api.get<RoomMessagePage>(path);
    this.pinned = page.pinned;
    const newest = page.items.at(-1)?.position ?? 0;
    // Places of messages that wait, or are gone, are empty: the newest that came is the last there is for us.
    const end = query.startsWith("&after") ? page.items.length < pageSize : query === "";
    const last = end ? newest : query.startsWith("&after") ? page.lastPosition : undefined;
    return { items: page.items, last, hasOlder: page.hasOlder };
  }
  protected isOthers(message: RoomMessageView): boolean {
    return message.authorId !== session.id;
  }
  protected arrived(messages: readonly RoomMessageView[]): void {
    this.queue.forget(messages);
  }

  protected async openNow(): Promise<boolean> {
    const stood = this.status === "ready";
    this.failure = "";
    try {
      const [newest] = await Promise.all([this.load(""), this.#rows.fetch(this.id)]);
      this.copiedAt = undefined;
      keepTalk(this.id, { items: newest.items, pinned: this.pinned, hasOlder: newest.hasOlder });
      const row = this.#rows.find(this.id);
      if (!row) throw new ProblemError("not-found", 404, "");
      await this.openAt(this.#unreadFrom(row), newest);
      this.queue.forget(this.items);
      this.status = "ready";
      return true;
    } catch (error) {
      if (isTransient(error) && (await this.#recall())) return !stood;
      this.failure = sentenceOf(error);
      if (this.status === "loading" || (error instanceof ProblemError && error.status === 404)) this.status = "failed";
      return !(stood && isTransient(error));
    }
  }

  /** As it was kept on this device: readable without a net, until the key's day is over. */
  async #recall(): Promise<boolean> {
    const copy = this.status === "loading" ? await copies.read<TalkCopy>("room", this.id) : undefined;
    if (!copy) return this.copiedAt !== undefined;
    this.items = copy.items;
    this.pinned = copy.pinned;
    this.last = copy.items.at(-1)?.position ?? 0;
    this.slice = tailOf(copy.items.length);
    this.olderLeft = copy.hasOlder;
    this.copiedAt = copy.at;
    this.status = "ready";
    return true;
  }

  /** What was seen here is no longer new, also while that is still on its way. */
  #unreadFrom({ unread, readPosition }: RoomRow): number | undefined {
    return unread > 0 ? Math.max(readPosition, this.#readUpTo) + 1 : undefined;
  }

  /** Back on a room that is still in memory: catch up quietly. */
  async reopen(): Promise<void> {
    this.newBelow = 0;
    const row = this.#rows.find(this.id);
    const unreadFrom = row && this.#unreadFrom(row);
    if (this.status !== "ready" || (unreadFrom !== undefined && !this.holds(unreadFrom))) {
      this.status = "loading";
      return await this.open();
    }
    this.firstUnread = unreadFrom === undefined ? undefined : this.items[this.firstOthersFrom(unreadFrom)]?.position;
    await this.askReach();
  }

  async askReach(): Promise<void> {
    const question = this.latest.ask();
    const answer = await api.get<RoomReach>(`/api/rooms/${this.id}/reach`).catch(() => undefined);
    if (this.latest.takes(reach, question)) this.reach = answer;
  }

  apply(event: FeedEvent): void {
    if (event.messageId) {
      this.stale.add(event.messageId);
    } else if (event.kind === "room-changed") void this.askReach();
  }

  protected async renewStale(ids: readonly string[]): Promise<readonly string[]> {
    const found = await Promise.all(ids.map((id) => this.unlessOvertaken(id, fetchMessage(id))));
    for (const one of found) if (typeof one === "object") this.#take(this.#withOwn(one));
    return ids.filter((_, index) => found[index] === "later");
  }

  /** Our own message is stored. If it stands here already, the feed was faster, and what it brought is newer. */
  #settle(message: RoomMessageView): void {
    if (!this.items.some((item) => item.id === message.id)) this.#take(message);
  }

  /** A message as it is now: in its place, behind the others, or counted where one has scrolled away. */
  #take(message: RoomMessageView): void {
    this.queue.forget([message]);
    this.#pin(message);
    if (this.items.some((item) => item.id === message.id)) {
      this.replace(message);
      return;
    }
    const newest = this.items.at(-1)?.position ?? 0;
    if (message.position > newest) {
      if (!this.loadedToEnd) this.last = Math.max(this.last, message.position);
      else this.append(message);
      if (this.isOthers(message)) this.newBelow += 1;
      return;
    }
    // Given late, after work: it stands where it was written.
    const first = this.items[0]?.position ?? 0;
    if (message.position < first && this.hasOlder) return;
    const at = this.items.findIndex((item) => item.position > message.position);
    this.items = this.items.toSpliced(at, 0, message);
    this.slice = { start: this.slice.start + (at < this.slice.start ? 1 : 0), end: this.slice.end + 1 };
    if (this.isOthers(message)) this.firstUnread = Math.min(this.firstUnread ?? Infinity, message.position);
  }

  #pin(message: RoomMessageView): void {
    const others = this.pinned.filter((one) => one.id !== message.id);
    if (message.pinned && !message.revoked) this.pinned = [message, ...others];
    else if (others.length < this.pinned.length) this.pinned = others;
  }

  /**
   * Does something to a message; the screen changes at once, a refusal takes it back and says why. Own changes to one
   * message go one after the other: the last one pressed is the last one the server hears of.
   */
  async change(
    message: RoomMessageView,
    now: Partial<RoomMessageView>,
    run: () => Promise<RoomMessageView>,
  ): Promise<boolean> {
    const { id } = message;
    const { turn } = toasts;
    const before = this.#changing.get(id);
    this.replace({ ...message, ...now });
    const asked = (before?.over ?? Promise.resolve()).then(async () => {
      const question = this.latest.ask();
      const answer = await run();
      // A look may have seen what others did to it since.
      if (this.latest.takesPress(id, question).again) this.stale.add(id);
      return answer;
    });
    const over = asked.then(
      () => undefined,
      () => undefined,
    );
    const own: Change = { now: { ...before?.now, ...now }, over, told: before?.told ?? message };
    this.#changing.set(id, own);
    try {
      const answer = await asked;
      const last = this.#changing.get(id);
      // What was pressed since then is on the screen already.
      if (last === own) this.#take(answer);
      else if (last) last.told = answer;
      return true;
    } catch (error) {
      // What others did to it meanwhile stays; how it stands is asked for anew.
      if (this.#changing.get(id) === own) this.replace(own.told);
      this.stale.add(id);
      toasts.refused(error, undefined, turn);
      return false;
    } finally {
      if (this.#changing.get(id) === own) this.#changing.delete(id);
    }
  }

  /** A message as it was fetched, which may have been before what is pressed and not answered yet. */
  #withOwn(message: RoomMessageView): RoomMessageView {
    const own = this.#changing.get(message.id);
    if (!own) return message;
    own.told = message;
    return { ...message, ...own.now };
  }

  /** Everything up to here was seen; only this person's own screens hear of it (IN-3). */
  read(position: number): void {
    const row = this.#rows.find(this.id);
    if (!row || row.unread === 0 || (position <= row.readPosition && position <= this.#readUpTo)) return;
    this.#readUpTo = position;
    this.#rows.looked(this.id, api.put<RoomRow>(`/api/rooms/${this.id}/read`, { position })).catch(() => {
      this.#readUpTo = 0;
    });
  }
}

/** `none`: it waits for us, or the room is not ours any more. */
async function fetchMessage(id: string): Promise<RoomMessageView | "none" | "later"> {
  try {
    return await api.get<RoomMessageView>(`/api/room-messages/${id}`);
  } catch (error) {
    return isTransient(error) ? "later" : "none";
  }
}
