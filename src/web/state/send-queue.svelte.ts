import type { AttachmentView, MessageView, SendAnswer, SendMessageInput } from "../../contract/messages.ts";
import { api } from "../api.ts";
import { type OutboxEntry, outbox } from "../offline/outbox.svelte.ts";
import { sendInBlocks } from "../offline/send-blocks.ts";
import { inTurn } from "../offline/turns.ts";
import { filesSent, handOver, shotsAmong, uploadsOf } from "./outgoing-files.svelte.ts";
import { toasts } from "./toasts.svelte.ts";
import type { Target, UploadItem } from "./uploads.svelte.ts";

export type Outgoing = Omit<SendMessageInput, "clientId" | "attachmentIds"> & {
  readonly note?: boolean;
  /** A note only: who is told of it. */
  readonly mentions?: readonly string[];
  /** Among its files is one that was spoken just now. */
  readonly voice?: boolean;
};

interface Body {
  readonly what: Outgoing;
  readonly shownText: string;
}

/** What one has written and the server has not answered yet. Shown as a message from the first frame on. */
export interface WaitingMessage
  extends Pick<OutboxEntry, "clientId" | "at" | "phase" | "problem" | "sentence" | "files"> {
  readonly what: Outgoing;
  readonly uploads: readonly UploadItem<AttachmentView>[];
  readonly shownText: string;
}

/** What of the last few presses came from where, so that one taken back stands there again as it was (U28). */
export interface Press extends Pick<WaitingMessage, "what" | "uploads" | "shownText"> {}
const presses = new Map<string, Press>();
const pressesKept = 5;

const queues = new Map<string, SendQueue>();

/** The messages and notes of one conversation on their way out; the outbox keeps and sends them. */
export class SendQueue {
  readonly #conversationId: string;
  readonly settled: (message: MessageView) => void;
  readonly waiting: readonly WaitingMessage[] = $derived.by(() => outbox.of(this.#conversationId).map(waitingOf));

  constructor(conversationId: string, settled: (message: MessageView) => void) {
    this.#conversationId = conversationId;
    this.settled = settled;
    queues.set(conversationId, this);
  }

  add(what: Outgoing, uploads: readonly UploadItem<AttachmentView>[], shownText: string): void {
    // From now on this is what is taken back, whenever an earlier press is answered.
    toasts.sent();
    const clientId = outbox.add<Body>({
      kind: what.note ? "note" : "message",
      lane: this.#conversationId,
      body: { what, shownText },
      files: handOver(uploads),
      instead: shotsAmong(uploads),
    });
    presses.set(clientId, { what, uploads, shownText });
    const [oldest] = presses.keys();
    if (presses.size > pressesKept && oldest !== undefined) presses.delete(oldest);
  }

  /** Tries again what waits or was refused. `changes`: e.g. another seenPosition after looking. */
  again(clientId: string, changes: Partial<Outgoing> = {}): void {
    const entry = this.waiting.find((one) => one.clientId === clientId);
    if (entry) outbox.again(clientId, { what: { ...entry.what, ...changes }, shownText: entry.shownText });
  }

  /** As it left the field; undefined when this tab did not send it, or a while ago. */
  pressOf(clientId: string | null): Press | undefined {
    return presses.get(clientId ?? "");
  }

  discard(clientId: string): void {
    outbox.discard(clientId);
  }

  /** The last press that is not answered yet. A note is no such thing: nothing of it goes out. */
  get unanswered(): WaitingMessage | undefined {
    const isPress = ({ clientId, phase, what }: WaitingMessage) =>
      phase !== "refused" && what.note !== true && presses.has(clientId);
    return this.waiting.findLast(isPress);
  }

  /** Behind the try that is under way. @returns what is here still, and leaves no more; undefined: the server has it */
  async stop(clientId: string): Promise<WaitingMessage | undefined> {
    return await inTurn(this.#conversationId, async () => {
      const entry = this.waiting.find((one) => one.clientId === clientId);
      if (entry) outbox.discard(clientId);
      return entry;
    });
  }

  /** The feed was faster than the answer: drop what has arrived. */
  forget(messages: readonly MessageView[]): void {
    const ids = new Set(messages.map((message) => message.clientId));
    for (const { clientId } of this.waiting) if (ids.has(clientId)) outbox.discard(clientId);
  }
}

/** The files of a conversation: in blocks, so that a cut costs one of them. */
export const toConversation =
  (conversationId: string, voice = false): Target<AttachmentView> =>
  ({ upload, bytes, name }, means) =>
    sendInBlocks<AttachmentView>(upload, bytes, name, `/api/conversations/${conversationId}/uploads`, {
      ...means,
      ...(voice ? { more: () => ({ voice }) } : {}),
    });

function waitingOf(entry: OutboxEntry): WaitingMessage {
  const { what, shownText } = entry.body as Body;
  return { ...entry, what, shownText, uploads: uploadsOf<AttachmentView>(entry) };
}

outbox.sends<Body>("message", async (entry, thrownAway) => {
  const { note: _, voice = false, ...draft } = entry.body.what;
  const stored = await filesSent(entry.files, toConversation(entry.lane, voice), thrownAway);
  const answer = await api.post<SendAnswer>(`/api/conversations/${entry.lane}/messages`, {
    ...draft,
    attachmentIds: stored.map((attachment) => attachment.id),
    clientId: entry.clientId,
  });
  queues.get(entry.lane)?.settled(answer.message);
});

outbox.sends<Body>("note", async (entry, thrownAway) => {
  const { text = "", mentions = [], voice = false } = entry.body.what;
  const stored = await filesSent(entry.files, toConversation(entry.lane, voice), thrownAway);
  const attachmentIds = stored.map((attachment) => attachment.id);
  const note = { clientId: entry.clientId, text, mentions, attachmentIds };
  const message = await api.post<MessageView>(`/api/conversations/${entry.lane}/notes`, note);
  queues.get(entry.lane)?.settled(message);
});
