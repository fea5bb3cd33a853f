import type { Tx } from "../platform/db.ts";
import { isDuty } from "../policy/retention-rules.ts";
import { type ClassedMessage, loadClassed, markAllDue, putClass, raiseToLetters } from "./class.store.ts";

/** A message with what decides how long it stays, locked until commit. */
export async function readClass(tx: Tx, messageId: string): Promise<ClassedMessage | undefined> {
  return await loadClassed(tx, messageId);
}

/** A member says what a message is. */
export async function classMessage(
  tx: Tx,
  messageId: string,
  change: { readonly retentionClass: string; readonly by: string; readonly at: Date },
): Promise<void> {
  await putClass(tx, messageId, { ...change, letter: isDuty(change.retentionClass) });
}

/** An order begins: what prepared it is part of it (§ 257 HGB). @returns how many messages became letters */
export async function keepWhatLedToOrder(tx: Tx, contactId: string): Promise<number> {
  return await raiseToLetters(tx, contactId);
}

/** A hold stands while its contact is erased: everything under it is kept like a letter. */
export async function keepWhatIsHeld(tx: Tx, contactId: string, conversationId: string | null): Promise<void> {
  await markAllDue(tx, contactId, conversationId);
}
