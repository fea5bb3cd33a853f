import type {
  Channel,
  ChannelCredentials,
  Channels,
  OutboundContent,
  OutboundMessage,
} from "../../channels/channel.ts";
import { openAccount } from "../../channels/open-account.action.ts";
import { addressesOf } from "../../contacts/addresses-of.action.ts";
import { advanceMessage, blockMessage, lockForOutcome } from "../../conversations/advance-message.action.ts";
import { appendEvents } from "../../events/append-events.action.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { after } from "../../platform/instant.ts";
import { type ApprovedMessage, gate } from "../../policy/approved-message.ts";
import { fileLeaseMs, leaseMs, mostNoticeTries, mostTries } from "../delivery.ts";
import { deletePrint } from "../facts/advert-print.store.ts";
import {
  endDelivery,
  handOver,
  lockBrought,
  lockNext,
  settleRow,
  startAttempt,
  type WaitingRow,
} from "../outbox.store.ts";
import { followNotice } from "../waiting/follow-notice.action.ts";
import { type Reconsidered, reconsider } from "../waiting/reconsider.action.ts";
import { lookAgain } from "./look-again.action.ts";
import { outboundContent } from "./outbound-content.action.ts";

export type Claim =
  /** `until`: there will be something then. */
  | { readonly kind: "nothing"; readonly until?: Date }
  /** A message was refused or given up; look at the next one. */
  | { readonly kind: "next" }
  | Claimed;

/** `bring`: its file goes to the channel first, and then it is judged once more (`claimBrought`). */
export interface Claimed extends Approved {
  readonly kind: "bring" | "send";
  readonly row: WaitingRow;
  readonly attempt: number;
  readonly mostTries: number;
}

interface Approved {
  readonly decisionId: string;
  readonly isNotice: boolean;
  readonly channel: Channel;
  readonly credentials: ChannelCredentials;
  readonly approved: ApprovedMessage<OutboundMessage>;
}

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
  const judged = await approve(deps, tx, channels, tenantId, row);
  if (!judged) return { kind: "next" };
  const attempt = row.attempt + 1;
  const { approved, channel, decisionId, isNotice } = judged;
  const fileFirst = approved.message.content.type === "media" && channel.bringFile !== undefined;
  const started = { messageId: row.messageId, attempt, decisionId, fileFirst };
  await startAttempt(tx, tenantId, started, now, after(now, fileFirst ? fileLeaseMs : leaseMs));
  await advanceMessage(tx, row.messageId, { state: "sending", at: now });
  const tries = isNotice ? mostNoticeTries : mostTries;
  return { ...judged, kind: fileFirst ? "bring" : "send", row, attempt, mostTries: tries };
}

/**
 * PATH 2, step 4, for a message whose file is at the channel now: that may have taken minutes, so it is judged as it
 * leaves, like every other. From here on it may be with the channel.
 */
export async function claimBrought(
  deps: Deps,
  tx: Tx,
  channels: Channels,
  tenantId: string,
  claimed: Claimed,
  content: OutboundContent,
): Promise<Claim> {
  const { attempt } = claimed;
  const row: WaitingRow = { ...claimed.row, state: "sending", attempt };
  await lockForOutcome(tx, row.conversationId);
  if (!(await lockBrought(tx, row))) return { kind: "next" };
  const judged = await approve(deps, tx, channels, tenantId, row, content);
  if (!judged) return { kind: "next" };
  const handed = { messageId: row.messageId, attempt, decisionId: judged.decisionId };
  await handOver(tx, handed, after(deps.clock.now(), leaseMs));
  return { ...claimed, ...judged, kind: "send" };
}

/**
 * What the policy lets out now, as the channel is to have it.
 * @param brought the content, where its file is at the channel already
 * @returns undefined: it does not leave, and that is written down
 */
async function approve(
  deps: Deps,
  tx: Tx,
  channels: Channels,
  tenantId: string,
  row: WaitingRow,
  brought?: OutboundContent,
): Promise<Approved | undefined> {
  const judged = await reconsider(deps, tx, tenantId, row.conversationId, row.messageId);
  const account = await openAccount(deps, tx, tenantId, row.accountId);
  const channel = account && channels[account.kind];
  if (!judged || !account || !channel) return await giveUp(deps, tx, tenantId, row, "gone");
  const { verdict, decisionId, message } = judged;
  if (verdict.verdict !== "allow") return await refuse(deps, tx, tenantId, row, decisionId);
  const outbound = await compose(deps, tx, tenantId, judged, brought);
  if (typeof outbound === "string") return await giveUp(deps, tx, tenantId, row, outbound);
  const approved = gate(verdict, decisionId, outbound);
  if (!approved) return await giveUp(deps, tx, tenantId, row, "gone");
  const isNotice = message.stored.declared?.kind === "privacy_notice";
  return { decisionId, isNotice, channel, credentials: account.credentials, approved };
}

/** @returns what is missing, where something is: a number may have gone to somebody else (WA-7) */
async function compose(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  { row: { identityId }, message, key }: Reconsidered,
  brought?: OutboundContent,
): Promise<OutboundMessage | "file-missing" | "number-moved"> {
  const to = await addressesOf(deps, tx, tenantId, identityId, key);
  if (to.length === 0) return "number-moved";
  const content = brought ?? (await outboundContent(deps, tx, tenantId, message));
  if (!content) return "file-missing";
  return {
    correlation: message.messageId,
    to,
    content,
    ...(message.replyToExternal === null ? {} : { replyTo: message.replyToExternal }),
  };
}

/** The policy says no now: the message stays where it is, with the new reason, and nothing leaves. */
async function refuse(deps: Deps, tx: Tx, tenantId: string, row: WaitingRow, decisionId: string): Promise<undefined> {
  const now = deps.clock.now();
  await end(tx, row, now);
  await blockMessage(tx, row, now, decisionId);
  await tell(deps, tx, tenantId, row, "message-blocked");
  return undefined;
}

async function giveUp(deps: Deps, tx: Tx, tenantId: string, row: WaitingRow, errorCode: string): Promise<undefined> {
  const now = deps.clock.now();
  await end(tx, row, now);
  await advanceMessage(tx, row.messageId, { state: "failed", at: now, errorCode });
  await tell(deps, tx, tenantId, row, "message-changed");
  return undefined;
}

/** Its try is over, where one had begun: with its file. */
async function end(tx: Tx, row: WaitingRow, now: Date): Promise<void> {
  await settleRow(tx, row.messageId, "failed", now);
  await deletePrint(tx, row.messageId);
  if (row.state === "sending") await endDelivery(tx, row.messageId, row.attempt, "refused", now);
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
