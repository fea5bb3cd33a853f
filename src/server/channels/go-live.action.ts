import type { SetupChannel } from "../../contract/setup-papers.ts";
import type { Tx } from "../platform/db.ts";
import { askTemplates } from "./ask-templates.action.ts";
import { lockAccount as lock, setLive } from "./channel-account.store.ts";

/** The account that may be opened, for this transaction alone. */
export async function lockAccount(tx: Tx, accountId: string): ReturnType<typeof lock> {
  return await lock(tx, accountId);
}

/** Opens it; the decision says why it may. From now on Meta may be asked. */
export async function goLive(
  tx: Tx,
  tenantId: string,
  account: { readonly id: string; readonly kind: SetupChannel },
  decisionId: string,
  at: Date,
): Promise<void> {
  await setLive(tx, account.id, decisionId, at);
  if (account.kind === "whatsapp") await askTemplates(tx, tenantId, account.id);
}
