import type { MessageState } from "../../contract/messages.ts";
import { isUuid } from "../../contract/uuid.ts";
import type { ParsedItem, ReceiptStatus } from "../channels/channel.ts";
import type { Account } from "../contacts/resolve-senders.action.ts";
import { advanceMessage, lockForOutcomes } from "../conversations/advance-message.action.ts";
import { outboundByExternalId } from "../conversations/open-message.action.ts";
import type { NewEvent } from "../events/append-events.action.ts";
import { heedRefusal } from "../outbound/delivery/heed-refusal.action.ts";
import { settleByReceipt } from "../outbound/delivery/settle-by-receipt.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { takeWaiting } from "./park-change.action.ts";
import { type ParkedReceipt, parkReceipts, takeParked } from "./parked-receipt.store.ts";
import { applyWaiting } from "./receive-changes.action.ts";
import { saidAt } from "./said-at.ts";

export type Receipt = Extract<ParsedItem, { kind: "receipt" }>;

/** `played` is a voice message heard: we show it as read. */
const stateOf = (status: ReceiptStatus): MessageState => (status === "played" ? "read" : status);

/** MD-2: that a message was read is thrown away at the door, and what is left says that it arrived. */
const keptOf = (status: ReceiptStatus, { readStatusKept = false }: Account): ReceiptStatus =>
  (status === "read" || status === "played") && !readStatusKept ? "delivered" : status;

/**
 * Moves messages forward by what the channel reports of them, in any order and any number of times. A receipt finds
 * its message by the channel's id, else by the id we handed over when sending: that settles a send whose answer got
 * lost (F12). One that finds none is parked.
 * @returns events to append
 */
export async function receiveReceipts(
  deps: Deps,
  tx: Tx,
  account: Account,
  receipts: readonly Receipt[],
): Promise<NewEvent[]> {
  if (receipts.length === 0) return [];
  const known = await outboundByExternalId(
    tx,
    account.accountId,
    receipts.map((r) => r.externalId),
  );
  const places = receipts.map((receipt) => known.get(receipt.externalId) ?? correlationOf(receipt));
  await lockForOutcomes(tx, [...new Set(places.filter((id) => id !== undefined))]);
  const events: NewEvent[] = [];
  const parked: ParkedReceipt[] = [];
  for (const [i, receipt] of receipts.entries()) {
    const messageId = places[i];
    const row = toRow({ ...receipt, status: keptOf(receipt.status, account) }, deps.clock.now());
    const found = messageId !== undefined && (await applyReceipt(deps, tx, account.tenantId, messageId, row, events));
    if (!found) parked.push(row);
    else if (!known.has(receipt.externalId)) {
      known.set(receipt.externalId, messageId);
      events.push(...(await applyOvertaken(deps, tx, account, receipt.externalId, messageId)));
    }
  }
  await parkReceipts(tx, account.tenantId, account.accountId, parked, deps.clock.now());
  return events;
}

/** The id we handed over when sending. */
const correlationOf = ({ correlation }: Receipt): string | undefined =>
  correlation !== undefined && isUuid(correlation) ? correlation : undefined;

/** By its receipt a send whose answer got lost has its id now, as with an answer: what was said of it before applies. */
async function applyOvertaken(
  deps: Deps,
  tx: Tx,
  account: Account,
  externalId: string,
  messageId: string,
): Promise<NewEvent[]> {
  // A receipt of an earlier try gives it none.
  if (!(await outboundByExternalId(tx, account.accountId, [externalId])).has(externalId)) return [];
  const receipts = await applyParkedReceipts(deps, tx, account.tenantId, account.accountId, externalId, messageId);
  return [...receipts, ...(await applyWaiting(deps, tx, account, await takeWaiting(deps, tx, account, [externalId])))];
}

/** The message has its id now: receipts that came before it apply. @returns events to append */
export async function applyParkedReceipts(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  accountId: string,
  externalId: string,
  messageId: string,
): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  for (const receipt of await takeParked(tx, accountId, externalId))
    await applyReceipt(deps, tx, tenantId, messageId, receipt, events);
  return events;
}

function toRow(receipt: Receipt, now: Date): ParkedReceipt {
  return {
    externalId: receipt.externalId,
    status: receipt.status,
    at: saidAt(now, receipt.at),
    errorCode: receipt.error?.code ?? null,
  };
}

/** @returns true when the message is here (moved or not) */
async function applyReceipt(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  messageId: string,
  receipt: ParkedReceipt,
  events: NewEvent[],
): Promise<boolean> {
  const state = stateOf(receipt.status as ReceiptStatus);
  const { externalId, at, errorCode } = receipt;
  const settled = await settleByReceipt(deps, tx, tenantId, messageId, { state, externalId, at });
  if (!settled.known) return false;
  if (settled.old) return true;
  events.push(...settled.events);
  const moved = await advanceMessage(tx, messageId, { state, at, externalId, errorCode, latest: settled.latest });
  if (!moved) return true;
  const { conversationId } = moved;
  events.push({ kind: "message-changed", messageId, conversationId });
  if (state === "failed") events.push(...(await heedRefusal(deps, tx, tenantId, { conversationId, errorCode, at })));
  return true;
}
