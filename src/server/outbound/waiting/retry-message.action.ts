import { accessMessage } from "../../conversations/access-conversation.action.ts";
import {
  advanceMessage,
  blockMessage,
  holdState,
  lockForOutcome,
  sendOnceMore,
} from "../../conversations/advance-message.action.ts";
import { decisionActor } from "../../decisions/record-decision.action.ts";
import { appendEvents } from "../../events/append-events.action.ts";
import type { Caller } from "../../platform/caller.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { addJobs } from "../../platform/jobs.ts";
import { Problem } from "../../platform/problem.ts";
import { findRow, insertOutbox, settleRow } from "../outbox.store.ts";
import { deliverJobs } from "../send-message.action.ts";
import { followNotice } from "./follow-notice.action.ts";
import { noteSent } from "./note-sent.action.ts";
import { countAdvert, reconsider } from "./reconsider.action.ts";

/**
 * "Nochmal senden": a failed or refused message is judged again as of now and queued if it may go. A message whose
 * fate is unknown is not retried: settle it first, or it could arrive twice. Pressed twice, it is queued once.
 */
export async function retryMessage(deps: Deps, tx: Tx, caller: Caller, messageId: string): Promise<void> {
  const { conversationId } = await accessMessage(tx, caller, messageId);
  await lockForOutcome(tx, conversationId);
  const row = await findRow(tx, messageId);
  const state = await holdState(tx, messageId);
  if (state !== "failed" && state !== "blocked")
    throw new Problem("conflict", {
      detail: { de: "Diese Nachricht lässt sich nicht noch einmal senden.", en: "This message cannot be sent again." },
    });
  const judged = await reconsider(deps, tx, caller.tenantId, conversationId, messageId, decisionActor(caller));
  if (!judged) throw new Problem("not-found");
  const now = deps.clock.now();
  if (judged.verdict.verdict !== "allow") {
    await blockMessage(tx, { conversationId, messageId }, now, judged.decisionId);
    await appendEvents(deps, tx, caller.tenantId, [{ kind: "message-blocked", messageId, conversationId }]);
    return;
  }
  if (row) await settleRow(tx, messageId, "queued", now);
  else
    await insertOutbox(
      tx,
      caller.tenantId,
      [{ messageId, conversationId, accountId: judged.row.accountId, decisionId: judged.decisionId }],
      now,
    );
  await countAdvert(deps, tx, caller.tenantId, judged);
  await sendOnceMore(tx, conversationId, messageId, now, judged.decisionId);
  await addJobs(tx, deliverJobs(caller.tenantId, [judged.row]));
  await appendEvents(deps, tx, caller.tenantId, [{ kind: "message-changed", messageId, conversationId }]);
}

/** A member looked at the phone and says what became of a send whose fate was unknown (F12). */
export async function settleMessage(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  messageId: string,
  outcome: "sent" | "failed",
): Promise<void> {
  const { conversationId } = await accessMessage(tx, caller, messageId);
  await lockForOutcome(tx, conversationId);
  await findRow(tx, messageId);
  if ((await holdState(tx, messageId)) !== "unknown")
    throw new Problem("conflict", { detail: { de: "Das ist schon geklärt.", en: "That is already settled." } });
  const now = deps.clock.now();
  await settleRow(tx, messageId, outcome, now);
  if (outcome === "sent") await noteSent(deps, tx, caller.tenantId, messageId);
  await advanceMessage(tx, messageId, {
    state: outcome,
    at: now,
    errorCode: outcome === "failed" ? "member-says-no" : null,
  });
  const { tenantId, memberId } = caller;
  const released = await followNotice(deps, tx, tenantId, conversationId, messageId, outcome, null);
  await appendEvents(deps, tx, tenantId, [
    { kind: "message-changed", messageId, conversationId, memberId },
    ...released,
  ]);
}
