import { askTemplates } from "../../channels/ask-templates.action.ts";
import type { SendOutcome } from "../../channels/channel.ts";
import { wantsAccess } from "../../channels/channel-error-text.ts";
import { advanceMessage, lockForOutcome, requeueMessage } from "../../conversations/advance-message.action.ts";
import { appendEvents, type NewEvent } from "../../events/append-events.action.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { afterTry } from "../delivery.ts";
import { endAttempt, type WaitingRow } from "../outbox.store.ts";
import { followNotice } from "../waiting/follow-notice.action.ts";
import { noteSent } from "../waiting/note-sent.action.ts";
import { heedRefusal } from "./heed-refusal.action.ts";
import { lookAgain } from "./look-again.action.ts";
import { settleByReceipt } from "./settle-by-receipt.action.ts";

/** A try as it was claimed. */
export interface Tried {
  readonly row: WaitingRow;
  readonly attempt: number;
  readonly mostTries: number;
}

/** What the channel said of a message before it had its id, as PATH 1 keeps it (`inbound/apply-parked.action.ts`). */
export type ApplyParked = (
  deps: Deps,
  tx: Tx,
  account: { readonly tenantId: string; readonly accountId: string },
  externalId: string,
  messageId: string,
) => Promise<NewEvent[]>;

/**
 * PATH 2, step 5, second half: writes down what became of a try. Fenced by the attempt's number; "sent" is written
 * only with the channel's id in hand.
 */
export async function recordOutcome(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  { row, attempt, mostTries }: Tried,
  outcome: SendOutcome,
  applyParked: ApplyParked,
): Promise<void> {
  const now = deps.clock.now();
  const next = afterTry(outcome, attempt, now, mostTries);
  // Also where it was taken: what waited for it, or a receipt that came before, may end without reaching anybody.
  await lockForOutcome(tx, row.conversationId);
  const { current, before } = await endAttempt(tx, { messageId: row.messageId, attempt }, outcome.kind, next, now);
  const externalId = outcome.kind === "sent" ? outcome.externalId : undefined;
  if (!current) {
    if (externalId !== undefined) await recordLateAnswer(deps, tx, tenantId, row, { externalId, before }, applyParked);
    return;
  }
  const { messageId, conversationId, accountId } = row;
  if (next.state === "queued") {
    await requeueMessage(tx, messageId, now);
    await lookAgain(tx, tenantId, row, next.notBefore, now);
  } else {
    await advanceMessage(tx, messageId, {
      state: next.state,
      at: now,
      errorCode: next.errorCode,
      ...(externalId === undefined ? {} : { externalId, latest: true }),
    });
  }
  const events: NewEvent[] = [{ kind: "message-changed", messageId, conversationId }];
  if (next.state === "sent" || next.state === "failed")
    events.push(...(await followNotice(deps, tx, tenantId, conversationId, messageId, next.state, externalId ?? null)));
  if (next.state === "failed")
    events.push(...(await heedRefusal(deps, tx, tenantId, { conversationId, errorCode: next.errorCode, at: now })));
  // What Meta says to the next question stands on the channel's card and on "Heute", now and not the night after.
  if (wantsAccess(next.errorCode)) await askTemplates(tx, tenantId, accountId);
  if (externalId !== undefined)
    events.push(...(await applyParked(deps, tx, { tenantId, accountId }, externalId, messageId)));
  // Every message of the month counts in the same row: it is held as briefly as the feed.
  if (next.state === "sent") await noteSent(deps, tx, tenantId, messageId);
  await appendEvents(deps, tx, tenantId, events);
}

/**
 * A receipt was faster, or the lease ran out and the row became unknown. The channel's answer still proves that the
 * message left, as a receipt does: nobody has to look at the phone for it, and a reply waits no longer for its notice.
 */
async function recordLateAnswer(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  { messageId, conversationId, accountId }: WaitingRow,
  { externalId, before }: { readonly externalId: string; readonly before: string | null },
  applyParked: ApplyParked,
): Promise<void> {
  const sent = { state: "sent", externalId, at: deps.clock.now() } as const;
  const { events, latest } = await settleByReceipt(deps, tx, tenantId, messageId, { ...sent, before });
  await advanceMessage(tx, messageId, { ...sent, latest });
  await appendEvents(deps, tx, tenantId, [
    { kind: "message-changed", messageId, conversationId },
    ...events,
    ...(await applyParked(deps, tx, { tenantId, accountId }, externalId, messageId)),
  ]);
}
