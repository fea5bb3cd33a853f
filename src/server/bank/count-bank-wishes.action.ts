import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import { can } from "../rights/can.ts";
import { loadBank } from "./bank.store.ts";

/** How many changes of the bank details wait for the caller as the second person (EM-4); one at most. */
export async function countBankWishes(tx: Tx, caller: Caller): Promise<number> {
  if (!can(caller, "confirm-bank")) return 0;
  const bank = await loadBank(tx);
  return bank?.sealedWish && bank.wishedBy !== caller.memberId ? 1 : 0;
}
