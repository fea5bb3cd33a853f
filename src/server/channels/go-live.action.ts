import type { Tx } from "../platform/db.ts";
import { lockAccount as lock, setLive } from "./channel-account.store.ts";

/** The account that may be opened, for this transaction alone. */
export async function lockAccount(tx: Tx, accountId: string): ReturnType<typeof lock> {
  return await lock(tx, accountId);
}

/** Opens it; the decision says why it may. */
export async function goLive(tx: Tx, accountId: string, decisionId: string, at: Date): Promise<void> {
  await setLive(tx, accountId, decisionId, at);
}
