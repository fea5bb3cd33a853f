import type { Words } from "../../contract/words.ts";
import type { Tx } from "../platform/db.ts";
import { Problem } from "../platform/problem.ts";
import { namesSomebody } from "./identity.store.ts";
import { foldName } from "./identity.ts";

const named: Words = {
  de: "Hier steht der Name eines Kunden. Schreib, wie viele es sind und was sie betrifft, ohne Namen.",
  en: "This contains a customer's name. Write how many people it is and what it is about, without names.",
};

/**
 * Texts that are read without the right to read conversations (a breach, by the data-protection officer and the
 * authority) name kinds and numbers, never a customer: Art. 33(3) asks for no more, Art. 5(1)(c) GDPR.
 * @param texts by field
 * @throws Problem bad-input, with a sentence at each field that names somebody
 */
export async function assertNoNames(tx: Tx, texts: Readonly<Record<string, string>>): Promise<void> {
  const fields: Record<string, Words> = {};
  for (const [field, text] of Object.entries(texts))
    if (text.trim() !== "" && (await namesSomebody(tx, foldName(text)))) fields[field] = named;
  if (Object.keys(fields).length > 0) throw new Problem("bad-input", { detail: named, fields });
}
