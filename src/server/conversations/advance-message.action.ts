import type { MessageState } from "../../contract/messages.ts";
import type { Tx } from "../platform/db.ts";
import { lockByExternalId, lockByIdentity, lockByMessage, lockConversation } from "./conversation.store.ts";
import { lockForState, type StateRow, setState } from "./message.store.ts";
import { advanceState } from "./message-state.ts";
import { waitAgain, waitNoLonger } from "./wait.store.ts";

export interface Report {
  readonly state: MessageState;
  readonly at: Date;
  readonly externalId?: string;
  /** It is of the last try: sent once more, the message has another id at the channel than before. */
  readonly latest?: boolean | undefined;
  readonly errorCode?: string | null;
}

/**
 * The state of an outbound message, which nobody else changes until commit. The order of locks, for everybody who
 * changes more than one: the conversation, the row of the outbox, the message.
 * @returns undefined for what never leaves: a note, a message of the customer
 */
export async function holdState(tx: Tx, messageId: string): Promise<MessageState | undefined> {
  return (await lockForState(tx, messageId))?.state;
}

/** Before the row of the outbox is locked, where a message may end as one that reached nobody. */
export async function lockForOutcome(tx: Tx, conversationId: string): Promise<void> {
  await lockConversation(tx, conversationId);
}

/** The same for messages of several conversations at once. */
export async function lockForOutcomes(tx: Tx, messageIds: readonly string[]): Promise<void> {
  await lockByMessage(tx, messageIds);
}

/** The same where somebody changes what was said: an edit, a withdrawal, a reaction. */
export async function lockForChanges(tx: Tx, accountId: string, externalIds: readonly string[]): Promise<void> {
  await lockByExternalId(tx, accountId, externalIds);
}

/** The same for whatever waits for a person. */
export async function lockForPerson(tx: Tx, identityId: string): Promise<void> {
  await lockByIdentity(tx, [identityId]);
}

/**
 * Moves an outbound message to what was reported of it, never backwards. One that failed answered nobody: the contact
 * waits again.
 * @returns the message when it moved, undefined when it is not here or the report is old news
 */
export async function advanceMessage(tx: Tx, messageId: string, report: Report): Promise<StateRow | undefined> {
  const row = await lockForState(tx, messageId);
  if (!row) return undefined;
  // The tick before a failure may come after it: of the same try it is no news.
  const overtaken = row.state === "failed" && report.state === "sent" && report.externalId === row.externalId;
  const next = overtaken ? undefined : advanceState(row.state, report.state);
  // The channel's id is kept even when the state is older news: receipts find the message by it.
  const externalId = row.externalId === null || report.latest ? report.externalId : undefined;
  if (next === undefined && externalId === undefined) return undefined;
  await setState(tx, messageId, {
    ...(next === undefined ? {} : { state: next, at: report.at, errorCode: report.errorCode ?? null }),
    ...(externalId === undefined ? {} : { externalId }),
  });
  if (next === undefined) return undefined;
  if (next === "failed") await waitAgain(tx, row.conversationId);
  else if (row.state === "failed" || row.state === "withdrawn" || row.state === "blocked")
    await waitNoLonger(tx, row.conversationId, messageId);
  return { ...row, state: next };
}

/** "Nochmal senden": what failed or was refused is on its way once more, and answers again what it answered. */
export async function sendOnceMore(
  tx: Tx,
  conversationId: string,
  messageId: string,
  at: Date,
  decisionId: string,
): Promise<void> {
  await requeueMessage(tx, messageId, at, decisionId);
  await waitNoLonger(tx, conversationId, messageId);
}

/** Puts a message back into waiting (a retry after a safe failure, a member's "Nochmal senden"). */
export async function requeueMessage(tx: Tx, messageId: string, at: Date, decisionId?: string): Promise<void> {
  await setState(tx, messageId, {
    state: "queued",
    at,
    errorCode: null,
    ...(decisionId === undefined ? {} : { decisionId }),
  });
}

/** Refuses a message that was waiting: the policy changed its mind between writing and leaving. It answered nobody. */
export async function blockMessage(
  tx: Tx,
  { conversationId, messageId }: { readonly conversationId: string; readonly messageId: string },
  at: Date,
  decisionId: string,
): Promise<void> {
  await setState(tx, messageId, { state: "blocked", at, errorCode: null, decisionId });
  await waitAgain(tx, conversationId);
}
