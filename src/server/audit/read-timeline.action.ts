import type { Tx } from "../platform/db.ts";
import { loadEntriesOn } from "./audit.store.ts";

/** What was done to one thing, oldest first. */
export interface TimelineEntry {
  readonly at: Date;
  readonly verb: string;
  /** Null: the server by itself. */
  readonly who: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

export async function readTimeline(tx: Tx, subjectKind: string, subjectId: string): Promise<TimelineEntry[]> {
  return await loadEntriesOn(tx, subjectKind, subjectId);
}
