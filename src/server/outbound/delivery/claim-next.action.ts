import type { Channel, ChannelCredentials, Channels, OutboundMessage } from "../../channels/channel.ts";
import { openAccount } from "../../channels/open-account.action.ts";
import { addressesOf } from "../../contacts/addresses-of.action.ts";
import { advanceMessage, blockMessage, lockForOutcome } from "../../conversations/advance-message.action.ts";
import { appendEvents } from "../../events/append-events.action.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { after } from "../../platform/instant.ts";
import { type ApprovedMessage, gate } from "../../policy/approved-message.ts";
import { atHome, fileLeaseMs, leaseMs, mostNoticeTries, mostTries } from "../delivery.ts";
import { lockNext, settleRow, startAttempt, type WaitingRow } from "../outbox.store.ts";
import { followNotice } from "../waiting/follow-notice.action.ts";
import { type Reconsidered, reconsider } from "../waiting/reconsider.action.ts";
import { lookAgain } from "./look-again.action.ts";
import { outboundContent } from "./outbound-content.action.ts";

export type Claim =
  /** `until`: there will be something then. */
  | { readonly kind: "nothing"; readonly until?: Date }
  /** A message was refused or given up; look at the next one. */
  | { readonly kind: "next" }
  | {
      readonly kind: "send";
      readonly row: WaitingRow;
      readonly attempt: number;
      readonly mostTries: number;
      readonly channel: Channel;
      readonly credentials: ChannelCredentials;
      readonly approved: ApprovedMessage<OutboundMessage>;
    };

/**
 * PATH 2, step 4: takes the next message of a conversation and asks the policy again, because consent
 * may be gone and the window closed since it was written. Marks it "being sent" before anything leaves.
 */
export async function claimNext(
  deps: Deps,
  tx: Tx,
  channels: Channels,
  tenantId: string,
  conversationId: string,
): Promise<Claim> {
  const now = deps.clock.now();
  await lockForOutcome(tx, conversationId);
  const row = await lockNext(tx, conversationId, now);
  if (!row || row.state === "sending") return { kind: "nothing" };
  if (row.notBefore > now) {
    return { kind: "nothing", until: await lookAgain(tx, tenantId, row, row.notBefore, now) };
  }
  const judged = await reconsider(deps, tx, tenantId, conversationId, row.messageId);
  const account = await openAccount(deps, tx, tenantId, row.accountId);
  const channel = account && channels[account.kind];
  if (!judged || !account || !channel) return await giveUp(deps, tx, tenantId, row, "gone");
  if (judged.verdict.verdict !== "allow") return await refuse(deps, tx, tenantId, row, judged.decisionId);
  const outbound = await compose(deps, tx, tenantId, judged.row.identityId, judged);
  if (typeof outbound === "string") return await giveUp(deps, tx, tenantId, row, outbound);
  const approved = gate(judged.verdict, judged.decisionId, outbound);
  if (!approved) return await giveUp(deps, tx, tenantId, row, "gone");
  const attempt = row.attempt + 1;
  const started = { messageId: row.messageId, attempt, decisionId: judged.decisionId };
  const hasFile = outbound.content.type === "media" && account.kind !== atHome;
  await startAttempt(tx, tenantId, started, now, after(now, hasFile ? fileLeaseMs : leaseMs));
  await advanceMessage(tx, row.messageId, { state: "sending", at: now });
  const tries = judged.message.stored.declared?.kind === "privacy_notice" ? mostNoticeTries : mostTries;
  return { kind: "send", row, attempt, mostTries: tries, channel, credentials: account.credentials, approved };
}

/** @returns what is missing, where something is: a number may have gone to somebody else (WA-7) */
async function compose(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  identityId: string,
  { message, key }: Reconsidered,
): Promise<OutboundMessage | "file-missing" | "number-moved"> {
  const to = await addressesOf(deps, tx, tenantId, identityId, key);
  if (to.length === 0) return "number-moved";
  const content = await outboundContent(deps, tx, tenantId, message);
  if (!content) return "file-missing";
  return {
    correlation: message.messageId,
    to,
    content,
    ...(message.replyToExternal === null ? {} : { replyTo: message.replyToExternal }),
  };
}

/** The policy says no now: the message stays where it is, with the new reason, and nothing leaves. */
async function refuse(deps: Deps, tx: Tx, tenantId: string, row: WaitingRow, decisionId: string): Promise<Claim> {
  const now = deps.clock.now();
  await settleRow(tx, row.messageId, "failed", now);
  await blockMessage(tx, row, now, decisionId);
  await tell(deps, tx, tenantId, row, "message-blocked");
  return { kind: "next" };
}

async function giveUp(deps: Deps, tx: Tx, tenantId: string, row: WaitingRow, errorCode: string): Promise<Claim> {
  const now = deps.clock.now();
  await settleRow(tx, row.messageId, "failed", now);
  await advanceMessage(tx, row.messageId, { state: "failed", at: now, errorCode });
  await tell(deps, tx, tenantId, row, "message-changed");
  return { kind: "next" };
}

/** A notice that will not go is a failed one: replies that waited for it are judged again and say why they stay. */
async function tell(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  { messageId, conversationId }: WaitingRow,
  kind: "message-blocked" | "message-changed",
): Promise<void> {
  const released = await followNotice(deps, tx, tenantId, conversationId, messageId, "failed", null);
  await appendEvents(deps, tx, tenantId, [{ kind, messageId, conversationId }, ...released]);
}
