import type { Tx } from "../platform/db.ts";
import { clearDue, dueLetters, type LetterSource, loadSources } from "./class.store.ts";

export type { LetterSource } from "./class.store.ts";

/** The next messages that must be kept as letters, as they are stored, locked; of one contact or of all. */
export async function takeDueLetters(tx: Tx, contactId: string | undefined, limit: number): Promise<LetterSource[]> {
  return await loadSources(tx, await dueLetters(tx, contactId, limit));
}

/** They are in the archive now. */
export async function lettersKept(tx: Tx, messageIds: readonly string[]): Promise<void> {
  await clearDue(tx, messageIds);
}
