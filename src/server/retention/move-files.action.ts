import { describeFiles, resealForLetters } from "../attachments/letter-files.action.ts";
import { openLettersKey } from "../contacts/open-letters-key.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { insertLetterFiles, livingLetters } from "./letter.store.ts";

/** The files of the letters that stay get the key of the letters, before the contact's own is thrown away. */
export async function moveFilesToLetters(
  deps: Pick<Deps, "config" | "seal">,
  tx: Tx,
  tenantId: string,
  contactId: string,
  own: ContactKey,
): Promise<number> {
  const letters = await livingLetters(tx, contactId);
  if (letters.length === 0) return 0;
  const key = await openLettersKey(deps, tx, tenantId, contactId, false);
  if (!key) throw new Error("letters without a key");
  // The newest version of a letter speaks for its files.
  const numbers = new Map(letters.map(({ messageId, number }) => [messageId, number]));
  const files = await describeFiles(deps, tx, tenantId, own, [...numbers.keys()]);
  const moved: { attachmentId: string; number: number }[] = [];
  for (const file of files) {
    const number = numbers.get(file.messageId);
    if (number !== undefined && (await resealForLetters(deps, tenantId, file.id, own, key)))
      moved.push({ attachmentId: file.id, number });
  }
  await insertLetterFiles(tx, tenantId, moved);
  return moved.length;
}
