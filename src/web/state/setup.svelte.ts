import type { FeedEvent } from "../../contract/events.ts";

/** Counts up when papers, channels or the set-up changed: screens that show them fetch anew. */
class Setup {
  version = $state(0);
  apply(event: FeedEvent): void {
    if (event.kind === "setup-changed" || event.kind === "channel-changed") this.version += 1;
  }
  startOver(): void {
    this.version += 1;
  }
}
export const setup = new Setup();
