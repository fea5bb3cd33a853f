import type { AttachmentView, MessageView, SendAnswer, SendMessageInput } from "../../contract/messages.ts";
import { api, isTransient, ProblemError, sentenceOf } from "../api.ts";
import type { UploadItem } from "./uploads.svelte.ts";

export type Outgoing = Omit<SendMessageInput, "clientId" | "attachmentIds"> & { readonly note?: boolean };

/** What one has written and the server has not answered yet. Shown as a message from the first frame on. */
export interface WaitingMessage {
  readonly clientId: string;
  readonly what: Outgoing;
  readonly uploads: readonly UploadItem[];
  readonly at: string;
  readonly shownText: string;
  /** sending: on its way · waiting: no net, tries by itself · refused: the server said no. */
  readonly phase: "sending" | "waiting" | "refused";
  readonly problem: ProblemError | undefined;
  readonly sentence: string;
}

/**
 * Sends the messages of one conversation one after the other, in the order they were written.
 * The clientId makes repeating harmless: the server knows what it already has (F13).
 */
export class SendQueue {
  readonly #conversationId: string;
  readonly #settled: (message: MessageView) => void;
  waiting = $state.raw<readonly WaitingMessage[]>([]);
  #running = false;
  #wake: (() => void) | undefined;

  constructor(conversationId: string, settled: (message: MessageView) => void) {
    this.#conversationId = conversationId;
    this.#settled = settled;
  }

  add(what: Outgoing, uploads: readonly UploadItem[], shownText: string): void {
    const entry: WaitingMessage = {
      clientId: crypto.randomUUID(),
      what,
      uploads,
      at: new Date().toISOString(),
      shownText,
      phase: "sending",
      problem: undefined,
      sentence: "",
    };
    this.waiting = [...this.waiting, entry];
    void this.#run();
  }

  /** Tries again what waits or was refused. `changes`: e.g. another seenPosition after looking. */
  again(clientId: string, changes: Partial<Outgoing> = {}): void {
    const entry = this.waiting.find((item) => item.clientId === clientId);
    if (!entry) return;
    this.#change(clientId, { what: { ...entry.what, ...changes }, phase: "sending", problem: undefined, sentence: "" });
    void this.#run();
  }

  discard(clientId: string): void {
    this.waiting = this.waiting.filter((item) => item.clientId !== clientId);
  }

  /** The feed was faster than the answer: drop what has arrived. */
  forget(messages: readonly MessageView[]): void {
    const ids = new Set(messages.map((message) => message.clientId));
    if (this.waiting.some((item) => ids.has(item.clientId))) {
      this.waiting = this.waiting.filter((item) => !ids.has(item.clientId));
    }
  }

  /** The net is back. */
  wake(): void {
    this.#wake?.();
  }

  #change(clientId: string, changes: Partial<WaitingMessage>): void {
    this.waiting = this.waiting.map((item) => (item.clientId === clientId ? { ...item, ...changes } : item));
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    let pause = 1000;
    for (;;) {
      const entry = this.waiting.find((item) => item.phase !== "refused");
      if (!entry) break;
      try {
        const message = await this.#send(entry);
        this.#settled(message);
        this.discard(entry.clientId);
        pause = 1000;
      } catch (error) {
        if (!isTransient(error)) {
          const problem = error instanceof ProblemError ? error : undefined;
          this.#change(entry.clientId, { phase: "refused", problem, sentence: sentenceOf(error) });
          continue;
        }
        this.#change(entry.clientId, { phase: "waiting", sentence: sentenceOf(error) });
        await this.#sleep(pause);
        pause = Math.min(pause * 2, 15_000);
      }
    }
    this.#running = false;
  }

  async #send(entry: WaitingMessage): Promise<MessageView> {
    const { note, ...draft } = entry.what;
    const base = `/api/conversations/${this.#conversationId}`;
    if (note) {
      return await api.post<MessageView>(`${base}/notes`, { clientId: entry.clientId, text: draft.text ?? "" });
    }
    const stored: AttachmentView[] = await Promise.all(entry.uploads.map((upload) => upload.done()));
    const answer = await api.post<SendAnswer>(`${base}/messages`, {
      ...draft,
      attachmentIds: stored.map((attachment) => attachment.id),
      clientId: entry.clientId,
    });
    return answer.message;
  }

  #sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, milliseconds);
      const finish = resolve;
      function done(): void {
        clearTimeout(timer);
        finish();
      }
      this.#wake = done;
    });
  }
}
