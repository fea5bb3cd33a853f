import type { FeedEvent } from "../../contract/events.ts";
import { prefetchPictures, prefetchProjects } from "./project-copies.ts";
// What waits for a project goes out although nobody has opened one yet.
import "./project-queue.ts";

/** Many changes in a row are one reason to look. */
const calmMs = 5_000;

/** Counts up when a project changed: whoever shows it fetches anew, and what lies on this device does too. */
class Projects {
  version = $state(0);
  /** Gaps in the feed: each counts as a change of every project. */
  #gaps = $state(0);
  /** How often each changed. */
  #of = $state<Record<string, number>>({});
  #timer: ReturnType<typeof setTimeout> | undefined;

  apply(event: FeedEvent): void {
    if (event.kind !== "project-changed" || event.projectId === null) return;
    this.version += 1;
    this.#fetchSoon();
    this.#of[event.projectId] = (this.#of[event.projectId] ?? 0) + 1;
  }
  /** After a gap any of them may have changed. */
  startOver(): void {
    this.version += 1;
    this.#gaps += 1;
    this.#fetchSoon();
  }

  #fetchSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void prefetchProjects().then(prefetchPictures), calmMs);
  }

  versionOf(id: string): number {
    return this.#gaps + (this.#of[id] ?? 0);
  }
}
export const projects = new Projects();
