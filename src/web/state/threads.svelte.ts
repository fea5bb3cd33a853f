import type { FeedEvent } from "../../contract/events.ts";
import { isVisible } from "../../contract/visible.ts";
import { keptWords } from "./draft-words.ts";
import { Kept } from "./kept.svelte.ts";
import { Thread } from "./thread.svelte.ts";

class Threads {
  readonly #kept = new Kept(25, (id) => new Thread(id));

  get(id: string): Thread {
    return this.#kept.get(id);
  }

  /** Words of a note that was begun here and not saved: no server has them, as it has those of a reply. */
  hasNote(id: string): boolean {
    const { note, text } = this.#kept.peek(id)?.draft ?? keptWords(id);
    return note && isVisible(text);
  }

  apply(event: FeedEvent): void {
    if (event.conversationId) this.#kept.peek(event.conversationId)?.apply(event);
    // A name stands above every conversation of the contact, and what was consented to counts in each.
    const { kind, contactId, conversationId } = event;
    if ((kind === "contact-changed" || kind === "consent-changed") && contactId)
      for (const thread of this.#kept.all) if (thread.id !== conversationId) thread.contactChanged(contactId);
  }

  /** The net is back: what stood here as a copy is fetched anew. */
  refresh(): void {
    for (const thread of this.#kept.all) if (thread.fromCopy) void thread.open();
  }

  /** Before the page is loaded anew: nothing typed waits for its pause any more. */
  async saveDrafts(): Promise<void> {
    await Promise.all([...this.#kept.all].map((thread) => thread.draft.save()));
  }

  /** After a gap nothing in memory can be trusted; what one looks at and what waits to be sent is fetched anew. */
  startOver(): void {
    this.#kept.dropIdle();
    for (const thread of this.#kept.all) void thread.open();
  }
}
export const threads = new Threads();
