import type { MessageState } from "../../contract/messages.ts";

/**
 * Ticks move forward only: queued < sending < unknown < sent < delivered < read. `failed` ends a message unless the
 * channel later says that it arrived all the same, also when it was put away or refused meanwhile: what never left has
 * no receipt.
 */
const rank: Readonly<Record<MessageState, number>> = {
  blocked: 9,
  withdrawn: 9,
  queued: 0,
  sending: 1,
  unknown: 2,
  failed: 3,
  sent: 4,
  delivered: 5,
  read: 6,
};

/** The state after `report`, or undefined when nothing changes. */
export function advanceState(from: MessageState, report: MessageState): MessageState | undefined {
  if (from === report) return undefined;
  if (from === "withdrawn" || from === "blocked")
    return report === "delivered" || report === "read" ? report : undefined;
  if (report === "failed") return rank[from] <= rank.sent ? "failed" : undefined;
  return rank[report] > rank[from] ? report : undefined;
}
