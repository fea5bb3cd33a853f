import { advanceMessage, requeueMessage } from "../conversations/advance-message.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Deps } from "../platform/deps.ts";
import { after, minute } from "../platform/instant.ts";
import { addJobs } from "../platform/jobs.ts";
import { fileLeaseMs } from "./delivery.ts";
import { conversationsWaiting, endAttempt, expiredLeases, hurryQueuedAfter } from "./outbox.store.ts";
import { deliverJobs } from "./send-message.action.ts";

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
    const lost = await expiredLeases(tx, now, after(future, fileLeaseMs), unmanned);
    const errorCode = "interrupted";
    for (const { messageId, attempt, surelyHere } of lost) {
      if (surelyHere) {
        const again = { state: "queued", errorCode, notBefore: now } as const;
        await endAttempt(tx, { messageId, attempt }, "unreachable", again, now);
        await requeueMessage(tx, messageId, now);
        continue;
      }
      await endAttempt(tx, { messageId, attempt }, "uncertain", { state: "unknown", errorCode }, now);
      await advanceMessage(tx, messageId, { state: "unknown", at: now, errorCode });
    }
    await addJobs(tx, deliverJobs(tenantId, await conversationsWaiting(tx, after(now, minute))));
    await appendEvents(
      deps,
      tx,
      tenantId,
      lost.map(({ messageId, conversationId }) => ({ kind: "message-changed" as const, messageId, conversationId })),
    );
  });
}
