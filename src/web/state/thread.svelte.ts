import type { ConversationDetail } from "../../contract/conversations.ts";
import type { FeedEvent } from "../../contract/events.ts";
import type { MessagePage, MessageView } from "../../contract/messages.ts";
import { api, isTransient, sentenceOf } from "../api.ts";
import { copies } from "../offline/copies.ts";
import type { ThreadCopy } from "../offline/prefetch.ts";
import { DraftState } from "./draft.svelte.ts";
import { inbox } from "./inbox.svelte.ts";
import { SendQueue } from "./send-queue.svelte.ts";
import { around, growDown, growUp, maxDrawn, type Slice, shifted, step, tailOf } from "./window-of.ts";

const pageSize = 60;

/** One conversation on this screen: the loaded stretch of messages, and the part of it that is drawn. */
export class Thread {
  readonly id: string;
  readonly queue: SendQueue;
  readonly draft: DraftState;
  detail = $state.raw<ConversationDetail | undefined>(undefined);
  items = $state.raw<readonly MessageView[]>([]);
  slice = $state.raw<Slice>({ start: 0, end: 0 });
  last = $state(0);
  status = $state<"loading" | "ready" | "failed">("loading");
  failure = $state("");
  /** Position of the first message that was unread when the conversation was opened. */
  firstUnread = $state<number | undefined>(undefined);
  /** New messages below what one looks at. */
  newBelow = $state(0);
  /** "Als ungelesen markieren" holds until the conversation is opened again. */
  readPaused = false;
  /** Shown from the store of this device; what came since is not in it. */
  fromCopy = false;
  readonly shown = $derived(this.items.slice(this.slice.start, this.slice.end));
  readonly loadedToEnd = $derived((this.items.at(-1)?.position ?? 0) >= this.last);
  readonly atTail = $derived(this.loadedToEnd && this.slice.end === this.items.length);
  readonly hasOlder = $derived(this.slice.start > 0 || (this.items[0]?.position ?? 1) > 1);
  #busy = false;
  #stale = new Set<string>();
  #grown = false;
  #detailStale = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(id: string) {
    this.id = id;
    this.draft = new DraftState(id);
    this.queue = new SendQueue(id, (message) => this.#settle(message));
  }

  /** Nothing of it would be lost if it were dropped from memory. */
  get idle(): boolean {
    return this.queue.waiting.length === 0 && this.draft.uploads.length === 0 && !this.draft.dirty;
  }

  #messages(query: string): Promise<MessagePage> {
    return api.get<MessagePage>(`/api/conversations/${this.id}/messages?limit=${pageSize}${query}`);
  }

  /** Opens at the first unread message, else at the newest. */
  async open(): Promise<void> {
    this.failure = "";
    try {
      const [detail, newest] = await Promise.all([
        api.get<ConversationDetail>(`/api/conversations/${this.id}`),
        this.#messages(""),
      ]);
      this.detail = detail;
      this.draft.arrive(detail.draft);
      inbox.put(detail.row);
      const unreadFrom = detail.row.unread > 0 ? detail.readPosition + 1 : undefined;
      const far = unreadFrom !== undefined && unreadFrom < (newest.items[0]?.position ?? 1);
      const page = far ? await this.#messages(`&around=${unreadFrom}`) : newest;
      this.items = page.items;
      this.last = page.last;
      const unreadAt = unreadFrom === undefined ? -1 : this.#firstIncoming(unreadFrom);
      this.firstUnread = this.items[unreadAt]?.position;
      this.slice = unreadAt >= 0 ? around(unreadAt, this.items.length) : tailOf(this.items.length);
      this.status = "ready";
      this.fromCopy = false;
      if (!far) copies.keep("thread", this.id, { detail, items: newest.items.slice(-40), last: newest.last });
    } catch (error) {
      if (isTransient(error) && (await this.#recall())) return;
      this.failure = sentenceOf(error);
      if (this.status === "loading") this.status = "failed";
    }
  }

  /** As it was kept on this device: readable without a net, until the key's day is over. */
  async #recall(): Promise<boolean> {
    const copy = this.status === "loading" ? await copies.read<ThreadCopy>("thread", this.id) : undefined;
    if (!copy) return false;
    this.detail = copy.detail;
    this.items = copy.items;
    this.last = copy.last;
    this.slice = tailOf(copy.items.length);
    this.status = "ready";
    this.fromCopy = true;
    return true;
  }

  #firstIncoming(from: number): number {
    return this.items.findIndex((item) => item.position >= from && item.direction === "in");
  }

  /** Back on a conversation that is still in memory: catch up quietly. */
  async reopen(): Promise<void> {
    this.readPaused = false;
    if (this.status !== "ready") {
      this.status = "loading";
      return await this.open();
    }
    const unread = inbox.find(this.id)?.unread ?? 0;
    this.newBelow = 0;
    await this.refreshDetail();
    if (this.loadedToEnd) await this.#fetchNew(true);
    const from = (this.detail?.readPosition ?? 0) + 1;
    this.firstUnread = unread > 0 ? this.items[this.#firstIncoming(from)]?.position : undefined;
  }

  async refreshDetail(): Promise<void> {
    try {
      const detail = await api.get<ConversationDetail>(`/api/conversations/${this.id}`);
      // An answer that was overtaken would make the next press a conflict with oneself.
      if (this.detail && detail.row.version < this.detail.row.version) return;
      this.detail = detail;
      this.draft.arrive(detail.draft);
    } catch {
      // The list tells when the conversation is gone.
    }
  }

  /** Draws older messages; true when something changed. The caller keeps the view where it is. */
  async older(apply: (change: () => void) => Promise<void>): Promise<void> {
    if (this.#busy || !this.hasOlder) return;
    this.#busy = true;
    try {
      if (this.slice.start < step) {
        const first = this.items[0];
        if (first && first.position > 1) {
          const page = await this.#messages(`&before=${first.position}`);
          this.items = [...page.items, ...this.items];
          this.slice = shifted(this.slice, page.items.length);
        }
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
      if (!this.loadedToEnd && this.items.length - this.slice.end < step) await this.#fetchNew(false);
      await apply(() => {
        this.slice = growDown(this.slice, this.items.length);
      });
    } catch {
      // Scrolling again asks again.
    } finally {
      this.#busy = false;
    }
  }

  /** Shows a message wherever it is, e.g. the one a quote points to. */
  async jumpTo(position: number): Promise<void> {
    let index = this.items.findIndex((item) => item.position === position);
    if (index < 0) {
      const page = await this.#messages(`&around=${position}`);
      this.items = page.items;
      this.last = page.last;
      index = this.items.findIndex((item) => item.position === position);
    }
    if (index >= 0 && (index < this.slice.start || index >= this.slice.end)) {
      this.slice = around(index, this.items.length);
    }
  }

  async toEnd(): Promise<void> {
    if (!this.loadedToEnd) {
      const page = await this.#messages("");
      this.items = page.items;
      this.last = page.last;
    }
    this.slice = tailOf(this.items.length);
    this.newBelow = 0;
  }

  /** Fetches what came after the last loaded message. `follow`: draw it when the end was drawn. */
  async #fetchNew(follow: boolean): Promise<void> {
    const wasTail = this.slice.end === this.items.length;
    const page = await this.#messages(`&after=${this.items.at(-1)?.position ?? 0}`);
    this.last = Math.max(page.last, this.last);
    const known = this.items.at(-1)?.position ?? 0;
    const added = page.items.filter((item) => item.position > known);
    if (added.length === 0) return;
    this.items = [...this.items, ...added];
    this.queue.forget(added);
    // What is loaded from the past while scrolling down is not new.
    if (follow) this.newBelow += added.filter((item) => item.direction === "in").length;
    if (follow && wasTail && this.slice.end - this.slice.start + added.length <= maxDrawn * 1.2) {
      this.slice = { start: this.slice.start, end: this.items.length };
    }
  }

  apply(event: FeedEvent): void {
    if (event.conversationId !== this.id) return;
    const { kind, messageId } = event;
    const appended = kind === "message-received" || kind === "message-sent" || kind === "message-blocked";
    if (kind === "message-received" && !this.loadedToEnd) this.newBelow += 1;
    if (appended || kind === "note-written") this.#grown = true;
    else if (kind === "message-changed" && messageId) this.#stale.add(messageId);
    else if (kind === "attachment-changed") this.#staleAttachments(messageId);
    else this.#detailStale = true;
    this.#timer ??= setTimeout(() => void this.#refresh(), 60);
  }

  #staleAttachments(messageId: string | null): void {
    if (messageId) this.#stale.add(messageId);
    else
      for (const item of this.shown) if (item.attachments.some((a) => a.state === "pending")) this.#stale.add(item.id);
  }

  async #refresh(): Promise<void> {
    this.#timer = undefined;
    const ids = [...this.#stale].filter((id) => this.items.some((item) => item.id === id));
    const { grown, detail } = { grown: this.#grown, detail: this.#detailStale };
    this.#stale.clear();
    this.#grown = false;
    this.#detailStale = false;
    try {
      if (grown && this.loadedToEnd) await this.#fetchNew(true);
      else if (grown) this.last += 1;
      for (const message of await Promise.all(ids.map((id) => api.get<MessageView>(`/api/messages/${id}`)))) {
        this.replace(message);
      }
      if (detail || grown) await this.refreshDetail();
    } catch {
      // The next event, or coming back, catches up.
    }
  }

  /** A message as it is now. */
  replace(message: MessageView): void {
    const at = this.items.findIndex((item) => item.id === message.id);
    if (at >= 0) this.items = this.items.with(at, message);
  }

  /** Our own message has its place: into the row if nothing is missing before it, else fetch. */
  #settle(message: MessageView): void {
    const lastLoaded = this.items.at(-1)?.position ?? 0;
    if (message.position <= lastLoaded) {
      this.replace(message);
      return;
    }
    const wasTail = this.atTail;
    if (message.position === lastLoaded + 1 && this.loadedToEnd) {
      this.last = Math.max(this.last, message.position);
      this.items = [...this.items, message];
      if (wasTail) this.slice = { start: this.slice.start, end: this.items.length };
      return;
    }
    if (this.loadedToEnd) void this.#fetchNew(true).catch(() => undefined);
  }
}
