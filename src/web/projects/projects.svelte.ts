import type { FeedEvent } from "../../contract/events.ts";

/** Counts up when a project changed: whoever shows it fetches anew. */
class Projects {
  version = $state(0);
  /** The project that changed last, and how often each did. */
  #of = $state<Record<string, number>>({});

  apply(event: FeedEvent): void {
    if (event.kind !== "project-changed" || event.projectId === null) return;
    this.version += 1;
    this.#of[event.projectId] = (this.#of[event.projectId] ?? 0) + 1;
  }

  versionOf(id: string): number {
    return this.#of[id] ?? 0;
  }
}
export const projects = new Projects();
