import type { FeedEvent } from "../../contract/events.ts";

const kinds: ReadonlySet<FeedEvent["kind"]> = new Set(["contact-changed", "conversation-opened", "message-received"]);

/** Counts up when somebody new wrote, wrote again or got another name: a list of contacts fetches anew. */
class Contacts {
  version = $state(0);
  apply(event: FeedEvent): void {
    if (kinds.has(event.kind)) this.version += 1;
  }
  startOver(): void {
    this.version += 1;
  }
}
export const contacts = new Contacts();
