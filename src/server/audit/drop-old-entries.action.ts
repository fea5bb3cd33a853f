import { periodIsOver } from "../platform/db/unreferenced.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { startText } from "./chain.ts";
import { countUpTo, cutUpTo, loadStart, overUpTo } from "./start.store.ts";

/**
 * LK-15: takes the next entries off the beginning of the chain and notes, under the key, at which link it now begins:
 * what is left still proves itself, and nobody without the keyring can move the beginning. @returns how many went
 */
export async function dropOldEntries(
  { seal }: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  before: Date,
  limit: number,
): Promise<number> {
  const begin = (await loadStart(tx))?.seq ?? 0;
  const over = await overUpTo(tx, before, begin, limit);
  if (over === undefined) return 0;
  await periodIsOver(tx);
  const proof = seal.proof(tenantId, "audit-start", startText(over));
  await cutUpTo(tx, tenantId, over, proof);
  return over.seq - begin;
}

/** How many that would be in all. */
export async function countOldEntries(tx: Tx, before: Date): Promise<number> {
  return await countUpTo(tx, before, (await loadStart(tx))?.seq ?? 0);
}
