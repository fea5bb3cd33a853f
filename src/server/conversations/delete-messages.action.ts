import type { Tx } from "../platform/db.ts";
import {
  deleteConversationRows,
  deleteDraftsBefore,
  deleteMessageRows,
  externalIdsOf,
  lockByContact,
  someMessagesOf,
} from "./erase.store.ts";

/** Before anything of a contact's messages is locked: whoever sends or receives one holds its conversation first. */
export async function holdConversationsOf(tx: Tx, contactId: string): Promise<void> {
  await lockByContact(tx, contactId);
}

/** Removes messages for good, with reactions and search words. What other modules hang on them goes before. */
export async function deleteMessages(tx: Tx, messageIds: readonly string[]): Promise<number> {
  return await deleteMessageRows(tx, messageIds);
}

/** The channel's ids of messages, for forgetting receipts. */
export async function channelIdsOf(tx: Tx, messageIds: readonly string[]): Promise<string[]> {
  return await externalIdsOf(tx, messageIds);
}

/** The next messages of a contact to remove. */
export async function nextMessagesOf(tx: Tx, contactId: string, limit: number): Promise<string[]> {
  return await someMessagesOf(tx, contactId, limit);
}

/** Removes the emptied conversations of a contact, with drafts and reading marks. */
export async function deleteConversations(tx: Tx, contactId: string): Promise<{ ids: string[]; drafts: number }> {
  return await deleteConversationRows(tx, contactId);
}

/** A draft nobody touched for a week goes (LK-0). */
export async function deleteOldDrafts(tx: Tx, before: Date): Promise<number> {
  return await deleteDraftsBefore(tx, before);
}
