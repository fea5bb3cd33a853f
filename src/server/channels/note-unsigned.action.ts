import type { Deps } from "../platform/deps.ts";
import { setUnsigned } from "./channel-account.store.ts";
import type { OpenAccount } from "./open-account.action.ts";

/** Something came for this account that its app secret did not sign: nothing of it is kept but when. */
export async function noteUnsigned(
  deps: Pick<Deps, "db" | "clock">,
  { tenantId, accountId }: Pick<OpenAccount, "tenantId" | "accountId">,
): Promise<void> {
  await deps.db.withTenant(tenantId, (tx) => setUnsigned(tx, accountId, deps.clock.now()));
}
