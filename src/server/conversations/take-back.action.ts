import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { lockConversation } from "./conversation.store.ts";
import { findTogether, holdMessages, loadHeldUntil, lockForWithdrawal, markWithdrawn } from "./hold.store.ts";
import { keepDraft, readDraft } from "./keep-for-member.action.ts";
import type { StoredMessage } from "./message-content.ts";
import { openStored } from "./open-message.action.ts";
import { undoProgress } from "./wait.store.ts";

/** Holds the messages of one press until then: they leave together or are taken back together (U28). */
export async function holdTogether(tx: Tx, messageIds: readonly string[], until: Date): Promise<void> {
  await holdMessages(tx, messageIds, until);
}

export async function heldUntilOf(tx: Tx, messageId: string): Promise<Date | undefined> {
  return await loadHeldUntil(tx, messageId);
}

/** Everything that was sent with the press of this message. Locks the conversation, as sending does first. */
export async function pressOf(
  tx: Tx,
  conversationId: string,
  messageId: string,
): Promise<{ messageId: string; authorId: string | null }[]> {
  await lockConversation(tx, conversationId);
  return await findTogether(tx, messageId);
}

export interface Held {
  readonly state: string | null;
  readonly stored: StoredMessage | undefined;
}

/** Locks and opens them. Their rows of the outbox are locked before, as the worker does: message after row. */
export async function openHeld(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  contactId: string,
  messageIds: readonly string[],
): Promise<Held[]> {
  const key = (await openContactKeys(deps.seal, tx, tenantId, [contactId])).get(contactId);
  return (await lockForWithdrawal(tx, messageIds)).map(({ messageId, state, sealedContent }) => ({
    state,
    stored: key && openStored(deps, tenantId, key, messageId, sealedContent),
  }));
}

/**
 * Marks messages as withdrawn for good, makes whoever waited wait again, and puts the words in front of what the member
 * has begun since. @returns the draft as it is now
 */
export async function takeBack(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  { conversationId, contactId }: { readonly conversationId: string; readonly contactId: string },
  messageIds: readonly string[],
  text: string,
): Promise<string> {
  await markWithdrawn(tx, messageIds, deps.clock.now());
  await undoProgress(tx, conversationId);
  const begun = await readDraft(deps, tx, caller, { conversationId, contactId });
  const draft = [text, begun].filter((part) => part.trim() !== "").join("\n");
  if (draft !== begun) await keepDraft(deps, tx, caller, { conversationId, contactId }, draft);
  return draft;
}

/** Puts away a message that never reached anybody: it stays in sight as withdrawn, with its decisions. */
export async function putAway(deps: Pick<Deps, "clock">, tx: Tx, conversationId: string, messageId: string) {
  await markWithdrawn(tx, [messageId], deps.clock.now());
  await undoProgress(tx, conversationId);
}
