import type { Tx } from "../../platform/db.ts";
import { addJobs } from "../../platform/jobs.ts";
import { nextRelease, type WaitingConversation } from "../outbox.store.ts";
import { deliverJobs } from "../send-message.action.ts";

/**
 * Nothing of this conversation can leave now. One job looks again when its next message is due, or sooner, when a held
 * one takes its place before it (U28): it shall not sleep through behind somebody else's next try.
 * @returns when
 */
export async function lookAgain(
  tx: Tx,
  tenantId: string,
  waiting: WaitingConversation,
  due: Date,
  now: Date,
): Promise<Date> {
  const release = await nextRelease(tx, waiting.conversationId, now);
  const runAt = release !== undefined && release < due ? release : due;
  await addJobs(
    tx,
    deliverJobs(tenantId, [waiting]).map((job) => ({ ...job, runAt })),
  );
  return runAt;
}
