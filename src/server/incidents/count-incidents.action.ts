import type { Tx } from "../platform/db.ts";
import { localDay } from "../time/calendar-day.ts";
import { openAwareness } from "./incident.store.ts";
import { deadlineOf } from "./incident.ts";

/** Breaches that are not closed; `dueOn`: the day in Germany on which the 72 hours of the oldest end (Art. 33(1)). */
export async function countIncidents(tx: Tx): Promise<{ open: number; dueOn: string | null }> {
  const aware = await openAwareness(tx);
  const [first] = aware;
  return {
    open: aware.length,
    dueOn: first ? localDay(deadlineOf(first), "Europe/Berlin") : null,
  };
}
