import { advanceMessage, lockForOutcomes, requeueMessage } from "../conversations/advance-message.action.ts";
import { appendEvents, type NewEvent } from "../events/append-events.action.ts";
import type { Deps } from "../platform/deps.ts";
import { after, minute } from "../platform/instant.ts";
import { addJobs } from "../platform/jobs.ts";
import { fileLeaseMs, mostTries } from "./delivery.ts";
import { conversationsWaiting, endAttempt, expiredLeases, hurryQueuedAfter } from "./outbox.store.ts";
import { deliverJobs } from "./send-message.action.ts";
import { followNotice } from "./waiting/follow-notice.action.ts";

/**
 * Once a minute and at every start: sends whose worker is gone become "unknown" and are shown, and conversations
 * with something to send before the next look get their job again if it was lost. Nothing is sent here.
 * @param unmanned no other server works on this database and this one does not send yet: what is under way at home, or
 * with nothing but its file, is nobody's. Of other messages the lease is kept, because a receipt may come meanwhile.
 */
export async function settleOutbox(deps: Deps, tenantId: string, unmanned = false): Promise<void> {
  await deps.db.withTenant(tenantId, async (tx) => {
    const now = deps.clock.now();
    // Clocks of two servers are never that far apart.
    const future = after(now, 2 * minute);
    await hurryQueuedAfter(tx, future, now);
    const gone = (lock: boolean) => expiredLeases(tx, now, after(future, fileLeaseMs), unmanned, lock);
    const seen = (await gone(false)).map(({ messageId }) => messageId);
    await lockForOutcomes(tx, seen);
    const lost = seen.length === 0 ? [] : (await gone(true)).filter(({ messageId }) => seen.includes(messageId));
    const errorCode = "interrupted";
    const events: NewEvent[] = [];
    for (const { messageId, conversationId, attempt, surelyHere } of lost) {
      events.push({ kind: "message-changed", messageId, conversationId });
      if (surelyHere && attempt < mostTries) {
        const again = { state: "queued", errorCode, notBefore: now } as const;
        await endAttempt(tx, { messageId, attempt }, "unreachable", again, now);
        await requeueMessage(tx, messageId, now);
        continue;
      }
      // What takes its server with it each time is not tried for ever.
      const state = surelyHere ? "failed" : "unknown";
      await endAttempt(tx, { messageId, attempt }, surelyHere ? "unreachable" : "uncertain", { state, errorCode }, now);
      await advanceMessage(tx, messageId, { state, at: now, errorCode });
      if (surelyHere)
        events.push(...(await followNotice(deps, tx, tenantId, conversationId, messageId, "failed", null)));
    }
    await addJobs(tx, deliverJobs(tenantId, await conversationsWaiting(tx, after(now, minute))));
    await appendEvents(deps, tx, tenantId, events);
  });
}
