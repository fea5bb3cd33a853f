import type { FeedEvent } from "../../contract/events.ts";
import type { IncidentList, IncidentRow } from "../../contract/incidents.ts";
import { api } from "../api.ts";
import { session } from "./session.svelte.ts";

/** Breaches whose clock runs, for the line above every screen and for the list. */
class Incidents {
  rows = $state.raw<readonly IncidentRow[]>();

  async load(): Promise<void> {
    if (!session.can("handle-incidents")) return;
    this.rows = (await api.get<IncidentList>("/api/incidents")).items;
  }

  apply(event: FeedEvent): void {
    if (event.kind === "incident-changed") void this.load().catch(() => undefined);
  }

  /** The one that is loudest: nobody decided yet, and least time is left. */
  get urgent(): IncidentRow | undefined {
    return this.rows
      ?.filter((row) => !row.decided && row.closedAt === null)
      .toSorted((a, b) => a.deadlineAt.localeCompare(b.deadlineAt))[0];
  }
}
export const incidents = new Incidents();
