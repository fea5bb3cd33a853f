import type { Tx } from "../platform/db.ts";
import { loadRequests } from "./subject-request.store.ts";

/** Requests that wait for an answer. @param today ISO day where the business is */
export async function countRequests(
  tx: Tx,
  today: string,
): Promise<{ open: number; overdue: number; nextDueOn: string | null }> {
  const days = (await loadRequests(tx)).filter(({ state }) => state === "open").map(({ due_on }) => String(due_on));
  return {
    open: days.length,
    overdue: days.filter((day) => day < today).length,
    nextDueOn: days.toSorted()[0] ?? null,
  };
}
