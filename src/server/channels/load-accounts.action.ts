import type { Tx } from "../platform/db.ts";
import { loadAccounts as load } from "./channel-account.store.ts";

/** Every account of the business, for who needs addresses and states. */
export async function loadAccounts(tx: Tx): ReturnType<typeof load> {
  return await load(tx);
}
