import type { MessageState } from "../../../contract/messages.ts";
import { advanceState } from "../../conversations/message-state.ts";
import type { NewEvent } from "../../events/append-events.action.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { addJobs } from "../../platform/jobs.ts";
import { endDelivery, findRow, settleRow } from "../outbox.store.ts";
import { deliverJobs } from "../send-message.action.ts";
import { followNotice } from "../waiting/follow-notice.action.ts";
import { noteSent } from "../waiting/note-sent.action.ts";

type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>;

/**
 * A failure may be said late, when the message was sent once more. What waits has not been tried again yet; what is under
 * way, or uncertain until a member said something of it, still has the id of the try before; what was taken has its own.
 */
function isOfEarlierTry({ state, attempt, lastOutcome, ...row }: Row, externalId: string): boolean {
  if (state === "queued") return true;
  if (state === "sending" || lastOutcome === "uncertain") return externalId === row.externalId;
  return attempt > 1 && lastOutcome === "sent" && externalId !== row.externalId;
}

/**
 * A receipt proves what became of a send: a row still under way or unknown is settled by it, and never sent again. So is
 * one that a member settled by what the phone showed, also when it was queued once more since.
 * @returns known: the message went through this outbox · old: it says nothing of how the message stands now · latest: it is
 *   what became of the last try, whose id the message has from now on
 */
export async function settleByReceipt(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  messageId: string,
  receipt: {
    readonly state: MessageState;
    readonly externalId: string;
    readonly at: Date;
    /** Of the channel's own answer, which came late: how its try was thought to have ended. */
    readonly before?: string | null;
  },
): Promise<{ known: boolean; old?: boolean; latest?: boolean; events: NewEvent[] }> {
  const row = await findRow(tx, messageId);
  if (!row) return { known: false, events: [] };
  const failed = receipt.state === "failed";
  // Receipts come in any order: of a try whose id is here one knows that it was sent, and perhaps more by now.
  const isKnown = receipt.externalId === row.externalId;
  const isOld = failed ? isOfEarlierTry(row, receipt.externalId) : receipt.state === "sent" && isKnown;
  if (isOld) return { known: true, old: true, events: [] };
  const arrivedBefore = row.state === "queued" && row.attempt > 0 && !failed;
  // Of a try that nobody had an answer to, a member said what became of it; the channel knows better.
  const lastOutcome = receipt.before === undefined ? row.lastOutcome : receipt.before;
  const guessed = lastOutcome === "uncertain" && (row.state === "sent" || row.state === "failed");
  const latest = row.state === "sending" || row.state === "unknown" || arrivedBefore || guessed;
  if (latest) {
    await settleRow(tx, messageId, failed ? "failed" : "sent", deps.clock.now());
    await endDelivery(tx, messageId, row.attempt, failed ? "rejected" : "sent", receipt.at);
    if (!failed && row.state !== "sent") await noteSent(deps, tx, tenantId, messageId);
    // Whoever sent it may be gone with the answer; what waits behind it need not wait until its lease is over.
    if (row.state === "sending") {
      const { conversation_id: conversationId, channelKind } = row;
      await addJobs(tx, deliverJobs(tenantId, [{ conversationId, channelKind }]));
    }
  } else if (row.messageState !== null) {
    // The row goes where the message goes: what arrived has not failed afterwards, and what failed may have arrived.
    const moved = advanceState(row.messageState as MessageState, receipt.state);
    const [from, to] = failed ? (["sent", "failed"] as const) : (["failed", "sent"] as const);
    if (moved && row.state === from) {
      await settleRow(tx, messageId, to, deps.clock.now());
      // Of a try that nobody had an answer to, before the one that failed: it left, and is not counted yet.
      if (!failed && !isKnown) await noteSent(deps, tx, tenantId, messageId);
    }
  }
  const state = failed ? "failed" : receipt.state === "sent" ? "sent" : "delivered";
  const events = await followNotice(deps, tx, tenantId, row.conversation_id, messageId, state, receipt.externalId);
  return { known: true, latest, events };
}
