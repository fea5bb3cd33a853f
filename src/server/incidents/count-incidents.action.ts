import type { Tx } from "../platform/db.ts";
import { after, hour } from "../platform/instant.ts";
import { openAwareness } from "./incident.store.ts";

/** Breaches that are not closed; `dueOn`: the day on which the 72 hours of the oldest end (Art. 33(1)). */
export async function countIncidents(tx: Tx): Promise<{ open: number; dueOn: string | null }> {
  const aware = await openAwareness(tx);
  const [first] = aware;
  return {
    open: aware.length,
    dueOn: first
      ? after(first, 72 * hour)
          .toISOString()
          .slice(0, 10)
      : null,
  };
}
