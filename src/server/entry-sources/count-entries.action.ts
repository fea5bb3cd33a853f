import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { addToCounts } from "./entry-source.store.ts";
import { nameIn } from "./entry-source.ts";

/**
 * Counts conversations that began at a QR code: by the tag their form carried along, or by the words WhatsApp was handed
 * and the person sent. Nothing is kept that leads from the number to the person (WC-1, Art. 5(1)(c)).
 */
export async function countEntries(
  { clock }: Pick<Deps, "clock">,
  tx: Tx,
  began: readonly { readonly tag: string | undefined; readonly text: string }[],
): Promise<void> {
  const marked = began
    .map(({ tag, text }) => ({ tag: tag ?? null, name: tag === undefined ? (nameIn(text) ?? null) : null }))
    .filter(({ tag, name }) => tag !== null || name !== null);
  if (marked.length > 0) await addToCounts(tx, marked, clock.now());
}
