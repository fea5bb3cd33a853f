import type { FeedEvent } from "../../contract/events.ts";
import type { IncidentList, IncidentRow } from "../../contract/incidents.ts";
import { api } from "../api.ts";
import { Followed } from "./followed.svelte.ts";
import { session } from "./session.svelte.ts";

/** Breaches whose clock runs, for the line above every screen and for the list. */
class Incidents {
  readonly #list = new Followed(() => api.get<IncidentList>("/api/incidents"));

  get rows(): readonly IncidentRow[] | undefined {
    return this.#list.value?.items;
  }

  async load(): Promise<void> {
    if (session.can("handle-incidents")) await this.#list.load();
  }

  /** What stands here is, or may be, not true any more. */
  changed(): void {
    if (session.can("handle-incidents")) this.#list.changed();
  }

  apply(event: FeedEvent): void {
    if (event.kind === "incident-changed") this.changed();
  }

  /** The one that is loudest: nobody decided yet, and least time is left. */
  get urgent(): IncidentRow | undefined {
    return this.rows
      ?.filter((row) => !row.decided && row.closedAt === null)
      .toSorted((a, b) => a.deadlineAt.localeCompare(b.deadlineAt))[0];
  }
}
export const incidents = new Incidents();
