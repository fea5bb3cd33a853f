import type { ConversationDetail } from "../../contract/conversations.ts";
import type { FeedEvent } from "../../contract/events.ts";
import type { MessagePage, MessageView, WithdrawAnswer } from "../../contract/messages.ts";
import { api, isTransient, ProblemError, sentenceOf } from "../api.ts";
import { t } from "../i18n/t.ts";
import { copies } from "../offline/copies.ts";
import { keepThread, type ThreadCopy } from "../offline/prefetch.ts";
import { DraftState } from "./draft.svelte.ts";
import { forgetWords } from "./draft-words.ts";
import { inbox } from "./inbox.svelte.ts";
import { Latest } from "./latest.ts";
import { type LoadedPage, MessageWindow, pageSize } from "./message-window.svelte.ts";
import { withOwn } from "./own-changes.ts";
import { SendQueue } from "./send-queue.svelte.ts";
import { session } from "./session.svelte.ts";
import { toasts } from "./toasts.svelte.ts";
import { undoLeft } from "./undo-send.ts";
import { tailOf } from "./window-of.ts";

/** Beside messages: there are new ones; the conversation itself changed; how far oneself has read, or one's draft. */
const [grown, changed, own] = ["grown", "changed", "own"];

/** One conversation on this screen: the loaded stretch of messages, and the part of it that is drawn. */
export class Thread extends MessageWindow<MessageView> {
  readonly id: string;
  readonly queue: SendQueue;
  readonly draft: DraftState;
  detail = $state.raw<ConversationDetail | undefined>(undefined);
  /** `gone`: there is no such conversation for this member, now or any more. */
  status = $state<"loading" | "ready" | "failed" | "gone">("loading");
  failure = $state("");
  /** "Als ungelesen markieren" holds until the conversation is opened again. */
  readPaused = false;
  /** Counts up when what may be sent here may be another now. */
  told = $state(0);
  /** Shown from the store of this device; what came since is not in it. */
  fromCopy = false;
  readonly #latest = new Latest();
  /** The number of a question about the conversation asked now. */
  readonly ask = (): number => this.#latest.ask();

  constructor(id: string) {
    super(60);
    this.id = id;
    this.draft = new DraftState(id);
    this.queue = new SendQueue(id, (message) => this.#settle(message));
  }

  /** Nothing of it would be lost if it were dropped from memory. */
  get idle(): boolean {
    return !this.onScreen && this.queue.waiting.length === 0 && !this.draft.hasFiles && !this.draft.dirty;
  }

  protected async page(query: string): Promise<LoadedPage<MessageView>> {
    const path = `/api/conversations/${this.id}/messages?limit=${pageSize}${query}`;
    const { items, last } = await api.get<MessagePage>(path);
    return { items, last, hasOlder: (items[0]?.position ?? 1) > 1 };
  }
  protected isOthers(message: MessageView): boolean {
    return message.direction === "in";
  }
  protected arrived(messages: readonly MessageView[]): void {
    this.queue.forget(messages);
  }

  protected async openNow(): Promise<boolean> {
    const stood = this.status === "ready";
    this.failure = "";
    this.told += 1;
    try {
      const { count } = this.draft.saves;
      const question = this.#latest.ask();
      const [detail, newest] = await Promise.all([inbox.looks.now(this.id), this.load("")]);
      if (this.#take(detail, question)) this.#takeDraft(detail, count);
      const { row, readPosition } = this.detail ?? detail;
      const unreadFrom = row.unread > 0 ? readPosition + 1 : undefined;
      const atEnd = await this.openAt(unreadFrom, newest);
      this.status = "ready";
      this.fromCopy = false;
      const last = newest.last ?? newest.items.at(-1)?.position ?? 0;
      if (atEnd) keepThread({ detail, items: newest.items.slice(-40), last });
      return true;
    } catch (error) {
      if (isTransient(error) && (await this.#recall())) return !stood;
      if (error instanceof ProblemError && error.status === 404) this.#lose(error.sentence);
      else this.failure = sentenceOf(error);
      if (this.status === "loading") this.status = "failed";
      return !(stood && isTransient(error));
    }
  }

  /** As it was kept on this device: readable without a net, until the key's day is over. */
  async #recall(): Promise<boolean> {
    const copy = this.status === "loading" ? await copies.read<ThreadCopy>("thread", this.id) : undefined;
    if (!copy) return false;
    this.detail = copy.detail;
    // What could be taken back when the copy was made is on its way since.
    this.items = copy.items.map((item) => ({ ...item, undoMs: null }));
    this.last = copy.last;
    this.slice = tailOf(copy.items.length);
    this.olderLeft = (copy.items[0]?.position ?? 1) > 1;
    this.status = "ready";
    this.fromCopy = true;
    return true;
  }

  /** Before it is drawn again: "Neu" stands where something is unread now, and without it one starts at the end. */
  placeNew(): void {
    if (this.status !== "ready") return;
    if (this.#leftUnread()) this.status = "loading";
    else this.#markUnread();
    if (this.firstUnread === undefined && this.loadedToEnd) this.slice = tailOf(this.items.length);
  }

  /** Something unread lies outside of what is loaded. */
  #leftUnread(): boolean {
    const { detail } = this;
    return detail !== undefined && detail.row.unread > 0 && !this.holds(detail.readPosition + 1);
  }

  #markUnread(): void {
    this.firstUnread = this.items[this.firstOthersFrom((this.detail?.readPosition ?? 0) + 1)]?.position;
  }

  /** Back on a conversation that is still in memory: catch up quietly. */
  async reopen(): Promise<void> {
    this.readPaused = false;
    if (this.status !== "ready") {
      this.status = "loading";
      return await this.open();
    }
    this.newBelow = 0;
    await this.refreshDetail();
    if (this.#leftUnread()) {
      this.status = "loading";
      return await this.open();
    }
    // Without an answer what stands here stays, and what is new is asked for again.
    if (this.loadedToEnd) await this.fetchNew(true).catch(() => this.stale.add(grown));
    this.#markUnread();
  }

  /** What stands here may be older than what was shown before: it is asked for once more. */
  lookAgain(): void {
    // Of one that nobody opened nothing stands here.
    if (this.detail || this.status !== "loading") this.stale.add(changed);
  }

  /** Whose conversation it is may not be known yet: then the answer on its way may be from before. */
  contactChanged(contactId: string): void {
    const of = this.detail?.row.contactId;
    if (of === contactId || (of === undefined && this.onScreen)) this.stale.add(changed);
  }

  async refreshDetail(): Promise<void> {
    await this.#fetchDetail().catch(() => undefined);
  }

  async #fetchDetail(): Promise<void> {
    try {
      const { count } = this.draft.saves;
      const question = this.#latest.ask();
      const detail = await inbox.looks.now(this.id);
      // Marked as unread on another device: what lies open here is not read again by itself (U14).
      if (this.detail && detail.readMarks > this.detail.readMarks) this.readPaused = true;
      if (!this.#take(detail, question)) return;
      this.#takeDraft(detail, count);
    } catch (error) {
      // Not there any more for this member: what was on the screen and on the device goes as well.
      if (error instanceof ProblemError && error.status === 404) this.#lose(error.sentence);
      throw error;
    }
  }

  /**
   * @param question which it answers: a name does not change the version
   * @returns false for an answer that was overtaken: it would make the next press a conflict with oneself
   */
  #take(detail: ConversationDetail, question: number): boolean {
    const newer = detail.row.version - (this.detail?.row.version ?? 0);
    const isLatest = this.#latest.takes("detail", question);
    if (newer < 0 || (newer === 0 && !isLatest)) return false;
    this.detail = { ...detail, row: withOwn(detail.row), readPosition: this.#seenTo(detail) };
    return true;
  }

  /** What was seen here is told a moment later: an answer from before does not make it new again, "ungelesen" does. */
  #seenTo({ readPosition, readMarks }: ConversationDetail): number {
    const isMarked = readMarks !== this.detail?.readMarks;
    return isMarked ? readPosition : Math.max(readPosition, this.detail?.readPosition ?? 0);
  }

  /** @param count how often words had been saved from here when this was asked: it does not know later ones */
  #takeDraft({ draft }: ConversationDetail, count: number): void {
    if (this.draft.saves.count === count) void this.draft.arrive(draft)?.then(() => this.stale.add(own));
    else this.stale.add(own);
  }

  #lose(sentence: string): void {
    this.items = [];
    this.detail = undefined;
    this.status = "gone";
    this.failure = sentence;
    copies.drop("thread", this.id);
    forgetWords(this.id);
  }

  apply(event: FeedEvent): void {
    if (event.conversationId !== this.id) return;
    const { kind, messageId } = event;
    if (kind === "conversation-reserved") void this.refreshDetail();
    const appended = kind === "message-received" || kind === "message-sent" || kind === "message-blocked";
    if (kind === "message-received" && !this.loadedToEnd) this.newBelow += 1;
    if (appended || kind === "note-written") this.stale.add(grown);
    else if (kind === "message-changed" && messageId) this.stale.add(messageId);
    else if (kind === "attachment-changed") this.#staleAttachments(messageId);
    else if (kind === "read-changed" || kind === "draft-changed") this.stale.add(own);
    else this.stale.add(changed);
  }

  #staleAttachments(messageId: string | null): void {
    if (messageId) this.stale.add(messageId);
    else
      for (const item of this.shown) if (item.attachments.some((a) => a.state === "pending")) this.stale.add(item.id);
  }

  protected async renewStale(keys: readonly string[]): Promise<readonly string[]> {
    const ids = keys.filter((key) => this.items.some((item) => item.id === key));
    const rules = keys.includes(grown) || keys.includes(changed);
    if (rules) this.told += 1;
    try {
      const detail = rules || keys.includes(own) ? this.#fetchDetail() : undefined;
      await Promise.all([detail, this.#renewMessages(ids, keys.includes(grown))]);
      return [];
    } catch (error) {
      // Anything but a lost net: coming back catches up, and the list tells when the conversation is gone.
      return isTransient(error) ? keys : [];
    }
  }

  async #renewMessages(ids: readonly string[], more: boolean): Promise<void> {
    if (more && this.loadedToEnd) await this.fetchNew(true);
    else if (more) this.last += 1;
    await Promise.all(ids.map((id) => this.renew(id)));
  }

  /** Shows a message as it is now. */
  async renew(id: string): Promise<void> {
    const message = await this.unlessOvertaken(id, api.get<MessageView>(`/api/messages/${id}`));
    if (message) this.replace(message);
  }

  /** The last position whoever looks at this has before them. */
  get shownTo(): number {
    return this.items.at(-1)?.position ?? this.last;
  }

  /** The own message that can still be taken back, the last one first. */
  get undoable(): MessageView | undefined {
    return this.items.findLast((item) => item.author?.id === session.id && undoLeft(item) > 0);
  }

  /** "Rückgängig" (U28): what was sent with this press stands in the field again, with its files. */
  async withdraw(message: MessageView): Promise<void> {
    const { turn } = toasts;
    try {
      const answer = await api.post<WithdrawAnswer>(`/api/messages/${message.id}/withdraw`, {});
      for (const one of answer.messages) this.replace(one);
      const press = this.queue.pressOf(answer.messages[0]?.clientId ?? null);
      const quoted = this.items.find((item) => item.id === press?.what.replyTo);
      if (!this.draft.takeBack(answer, press, quoted)) toasts.show(t("undo.note-stays"));
      if (!press) await this.draft.fetchFiles(answer.attachments);
    } catch (error) {
      toasts.refused(error, undefined, turn);
      await this.renew(message.id).catch(() => undefined);
    }
  }

  /**
   * Our own message has its place: into the row if nothing is missing before it, else fetch. If it stands there already,
   * the feed was faster than this answer, and what it brought is newer.
   */
  #settle(message: MessageView): void {
    const lastLoaded = this.items.at(-1)?.position ?? 0;
    if (message.position <= lastLoaded) return;
    if (message.position === lastLoaded + 1 && this.loadedToEnd) {
      this.append(message);
      return;
    }
    if (this.loadedToEnd) void this.fetchNew(true).catch(() => undefined);
  }
}
