import { SvelteMap } from "svelte/reactivity";
import type { AttachmentView, MessageView, SendAnswer, SendMessageInput } from "../../contract/messages.ts";
import { api } from "../api.ts";
import { type OutboxEntry, outbox } from "../offline/outbox.svelte.ts";
import { UploadItem } from "./uploads.svelte.ts";

export type Outgoing = Omit<SendMessageInput, "clientId" | "attachmentIds"> & { readonly note?: boolean };

interface Body {
  readonly what: Outgoing;
  readonly shownText: string;
}

/** What one has written and the server has not answered yet. Shown as a message from the first frame on. */
export interface WaitingMessage extends Pick<OutboxEntry, "clientId" | "at" | "phase" | "problem" | "sentence"> {
  readonly what: Outgoing;
  readonly uploads: readonly UploadItem[];
  readonly shownText: string;
}

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

  add(what: Outgoing, uploads: readonly UploadItem[], shownText: string): void {
    for (const item of uploads) items.set(item.uploadId, item);
    outbox.add<Body>({
      kind: what.note ? "note" : "message",
      lane: this.#conversationId,
      body: { what, shownText },
      files: uploads.map((item) => ({ id: item.uploadId, name: item.name, type: item.type, bytes: item.bytes() })),
    });
  }

  /** Tries again what waits or was refused. `changes`: e.g. another seenPosition after looking. */
  again(clientId: string, changes: Partial<Outgoing> = {}): void {
    const entry = this.waiting.find((one) => one.clientId === clientId);
    if (entry) outbox.again(clientId, { what: { ...entry.what, ...changes }, shownText: entry.shownText });
  }

  discard(clientId: string): void {
    outbox.discard(clientId);
  }

  /** The feed was faster than the answer: drop what has arrived. */
  forget(messages: readonly MessageView[]): void {
    const ids = new Set(messages.map((message) => message.clientId));
    for (const { clientId } of this.waiting) if (ids.has(clientId)) outbox.discard(clientId);
  }

  /** The net is back. */
  wake(): void {
    outbox.wake();
  }
}

/** Uploads by the name of their upload; after a restart they are made anew from what was kept. */
const items = new SvelteMap<string, UploadItem>();

function waitingOf(entry: OutboxEntry): WaitingMessage {
  const { what, shownText } = entry.body as Body;
  const uploads = entry.files.flatMap(({ id }) => items.get(id) ?? []);
  return { ...entry, what, shownText, uploads };
}

async function itemOf(conversationId: string, file: OutboxEntry["files"][number]): Promise<UploadItem | undefined> {
  const known = items.get(file.id);
  if (known) return known;
  const bytes = await outbox.fileOf(file.id);
  if (!bytes) return undefined;
  const item = UploadItem.again(conversationId, new File([bytes], file.name, { type: file.type }), file.id);
  items.set(file.id, item);
  return item;
}

outbox.sends<Body>("message", async (entry) => {
  const stored: AttachmentView[] = [];
  // One after the other: of two halves on a bad line neither arrives.
  for (const file of entry.files) {
    const view = await (await itemOf(entry.lane, file))?.done();
    if (view) stored.push(view);
  }
  const { note: _, ...draft } = entry.body.what;
  const answer = await api.post<SendAnswer>(`/api/conversations/${entry.lane}/messages`, {
    ...draft,
    attachmentIds: stored.map((attachment) => attachment.id),
    clientId: entry.clientId,
  });
  queues.get(entry.lane)?.settled(answer.message);
});

outbox.sends<Body>("note", async (entry) => {
  const note = { clientId: entry.clientId, text: entry.body.what.text ?? "" };
  const message = await api.post<MessageView>(`/api/conversations/${entry.lane}/notes`, note);
  queues.get(entry.lane)?.settled(message);
});
