import type { FeedEvent } from "../../contract/events.ts";

/** Counts what changed; who shows a part of the roster reads its number and fetches again when it moves. */
class RosterFeed {
  plan = $state(0);
  swaps = $state(0);
  duty = $state(0);

  apply(event: Pick<FeedEvent, "kind">): void {
    if (event.kind === "roster-changed") {
      this.plan += 1;
      this.duty += 1;
    }
    if (event.kind === "swap-changed") {
      this.swaps += 1;
      this.plan += 1;
    }
    if (event.kind === "duty-alarm-changed") this.duty += 1;
  }

  startOver(): void {
    this.plan += 1;
    this.swaps += 1;
    this.duty += 1;
  }
}
export const rosterFeed = new RosterFeed();
