import { filesOf } from "./outgoing-files.svelte.ts";
import type { WaitingMessage } from "./send-queue.svelte.ts";
import type { Thread } from "./thread.svelte.ts";
import { undoLeft } from "./undo-send.ts";

/** Pressed once is enough, however long the answer takes. */
const stopping = new Set<string>();

/**
 * Takes back what was sent last (U28): what has not left this device does not leave any more, and what is on its way is
 * taken back once it is answered.
 * @returns whether there is anything to take back
 */
export function undoLast(thread: Thread): boolean {
  const { undoable, queue } = thread;
  const { unanswered } = queue;
  if (unanswered) void stop(thread, unanswered);
  else if (undoable) void thread.withdraw(undoable);
  return unanswered !== undefined || undoable !== undefined;
}

async function stop(thread: Thread, { clientId }: WaitingMessage): Promise<void> {
  if (stopping.has(clientId)) return;
  stopping.add(clientId);
  const kept = await thread.queue.stop(clientId).finally(() => stopping.delete(clientId));
  if (kept) {
    const files = await filesOf(kept);
    thread.draft.putBack(kept.what.text ?? "", false, kept);
    thread.draft.addFiles(files, kept.what.voice ?? false, files.length);
    return;
  }
  const message = thread.items.findLast((item) => item.clientId === clientId);
  if (message && undoLeft(message) > 0) await thread.withdraw(message);
}
