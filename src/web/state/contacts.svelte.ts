import { SvelteMap } from "svelte/reactivity";
import type { FeedEvent } from "../../contract/events.ts";

const kinds: ReadonlySet<FeedEvent["kind"]> = new Set(["contact-changed", "conversation-opened", "message-received"]);
const ofSheet: ReadonlySet<FeedEvent["kind"]> = new Set(["contact-changed", "consent-changed"]);

/** Counts up when somebody new wrote, wrote again or got another name: a list of contacts fetches anew. */
class Contacts {
  version = $state(0);
  /** By contact: how often what is noted of the person changed. */
  readonly #noted = new SvelteMap<string, number>();

  #gaps = $state(0);

  /** Other words than before: what is shown of this contact is fetched anew. */
  noted(id: string): string {
    return `${this.#gaps}/${this.#noted.get(id) ?? 0}`;
  }
  apply(event: FeedEvent): void {
    if (kinds.has(event.kind)) this.version += 1;
    const { contactId: id, kind } = event;
    if (id && ofSheet.has(kind)) this.#noted.set(id, (this.#noted.get(id) ?? 0) + 1);
  }
  startOver(): void {
    this.version += 1;
    this.#gaps += 1;
  }
}
export const contacts = new Contacts();
