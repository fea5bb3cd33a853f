import { openLettersKey } from "../contacts/open-letters-key.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { sameSecret } from "../platform/ids.ts";
import type { ContactKey } from "../platform/seal.ts";
import { letterPlace, sha256 } from "./archive-letters.action.ts";
import { type LetterRow, loadLetters, readChain } from "./letter.store.ts";
import { chainStart, linkText } from "./letter.ts";

const page = 500;

/**
 * Goes through the chain of letters from the first to the last: numbers without a gap, each tied to the one before.
 * @param look also opens every letter, compares its hash and shows what is whole
 * @returns the number of the first letter that is not as it was, undefined when all are
 */
export async function verifyLetters(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  look?: (original: Buffer) => void,
): Promise<number | undefined> {
  let [number, previous] = [0, chainStart];
  const keys = new Map<string, ContactKey | undefined>();
  for (;;) {
    const rows = await loadLetters(tx, number, page);
    for (const row of rows) {
      const bad = row.letter_number !== number + 1 || !isLinked(row, previous);
      if (bad || (look && !(await isWhole(deps, tx, tenantId, row, keys, look)))) return number + 1;
      number = row.letter_number;
      previous = hex(row.chain_hash);
    }
    if (rows.length < page) break;
  }
  const head = await readChain(tx);
  return head === undefined || (head.number === number && head.hash.toString("hex") === previous)
    ? undefined
    : number + 1;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

function isLinked(row: LetterRow, previousHash: string): boolean {
  const text = linkText({
    number: row.letter_number,
    messageId: row.message_id,
    direction: row.direction,
    writtenAt: row.written_at,
    keptAt: row.kept_at,
    originalHash: hex(row.original_hash),
    previousHash,
  });
  const inOrder = sameSecret(Buffer.from(previousHash, "hex"), row.previous_hash);
  return inOrder && sameSecret(sha256(text), row.chain_hash);
}

async function isWhole(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  row: LetterRow,
  keys: Map<string, ContactKey | undefined>,
  look: (original: Buffer) => void,
): Promise<boolean> {
  if (row.sealed_original === null) return row.emptied_at !== null;
  if (!keys.has(row.contact_id))
    keys.set(row.contact_id, await openLettersKey(deps, tx, tenantId, row.contact_id, false));
  const key = keys.get(row.contact_id);
  if (!key) return false;
  let original: Buffer;
  try {
    original = deps.seal.openForContact(tenantId, key, letterPlace(row.letter_number), row.sealed_original);
  } catch {
    return false;
  }
  if (!sameSecret(sha256(original), row.original_hash)) return false;
  look(original);
  return true;
}
