import type { FeedEvent } from "../../contract/events.ts";
import { Thread } from "./thread.svelte.ts";

/**
 * A thread that outlives the screen that asked first: what is derived within a component goes stale once that
 * component is gone, and the send button stayed grey in a conversation opened for the second time.
 */
function lasting(id: string): Thread {
  let thread: Thread | undefined;
  $effect.root(() => {
    thread = new Thread(id);
  });
  return thread ?? new Thread(id);
}

/** The conversations looked at last stay in memory: going back paints at once (U02). */
class Threads {
  #kept = new Map<string, Thread>();

  get(id: string): Thread {
    const thread = this.#kept.get(id) ?? lasting(id);
    this.#kept.delete(id);
    this.#kept.set(id, thread);
    for (const [old, kept] of this.#kept) {
      if (this.#kept.size <= 25) break;
      if (kept.idle) this.#kept.delete(old);
    }
    return thread;
  }

  apply(event: FeedEvent): void {
    if (event.conversationId) this.#kept.get(event.conversationId)?.apply(event);
  }

  /** The net is back: what stood here as a copy is fetched anew. */
  refresh(): void {
    for (const thread of this.#kept.values()) if (thread.fromCopy) void thread.open();
  }

  /** After a gap nothing in memory can be trusted; what waits to be sent stays. */
  startOver(): void {
    for (const [id, thread] of this.#kept) {
      if (thread.idle) this.#kept.delete(id);
    }
  }
}
export const threads = new Threads();
